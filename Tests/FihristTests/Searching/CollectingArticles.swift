import Fihrist
import FihristTestSupport

/// The index of the articles, and what a scan of them gives.
extension CollectingTests {
  static func schema() throws -> Schema {
    try Schema(fields: [
      .text("body", analyzer: "whitespace"), .keyword("source"), .keyword("tags", isStored: false),
      .date("date"), .integer("length"), .decimal("price", isStored: false),
    ])
  }

  /// The day in the form 2013-10-22, from its number since 1970: a calendar of its own.
  static func iso(_ day: Int) -> String {
    var (year, rest) = (1970, day)
    func days(_ year: Int) -> Int {
      year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 366 : 365
    }
    while rest >= days(year) {
      rest -= days(year)
      year += 1
    }
    var month = 1
    let lengths = [31, days(year) - 337, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    while rest >= lengths[month - 1] {
      rest -= lengths[month - 1]
      month += 1
    }
    func digits(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
    return "\(year)-\(digits(month))-\(digits(rest + 1))"
  }

  /// The index of all articles but every ninth, which was deleted, in segments of `segment`.
  func index(segment: Int, merged: Bool = false) async throws -> (Index, [Article]) {
    let path = directory.path(of: "\(segment)-\(merged)")
    var options = IndexingOptions()
    options.mergesInBackground = false
    let writer = try IndexWriter(path: path, schema: try Self.schema(), options: options)
    for (number, article) in articles.enumerated() {
      var values = ["body": article.body]
      values["source"] = article.source
      values["date"] = article.day.map(Self.iso)
      values["length"] = article.length.map(String.init)
      values["price"] = article.price.map { String($0) }
      try await writer.add(
        SourceDocument(key: article.key, values: values, lists: ["tags": article.tags]))
      if number % segment == segment - 1 { try await writer.commit() }
    }
    try await writer.commit()
    var left: [Article] = []
    for (number, article) in articles.enumerated() {
      if number % 9 == 0 { try await writer.delete(key: article.key) } else { left.append(article) }
    }
    try await writer.commit()
    if merged { try await writer.merge() }
    try await writer.close()
    return (try Index(path: path), left.sorted { $0.key < $1.key })
  }

  static let shapes = [(1_000, false), (70, false), (70, true)]
  static let queries = ["نفط", "نفط سوق", "+نفط +سوق", "مال -جبل", "غائب"]

  /// The naive matcher for the queries above: bags of words with signs.
  static func matches(_ article: Article, _ query: String) -> Bool {
    let words = Set(article.body.split(separator: " ").map(String.init))
    var (any, hasOptional) = (false, false)
    for part in query.split(separator: " ") {
      if part.hasPrefix("+") {
        guard words.contains(String(part.dropFirst())) else { return false }
        any = true
      } else if part.hasPrefix("-") {
        if words.contains(String(part.dropFirst())) { return false }
      } else {
        hasOptional = true
        if words.contains(String(part)) { any = true }
      }
    }
    return any || !hasOptional
  }

  static func counted(_ values: [String]) -> [Facet.Value] {
    Dictionary(values.map { ($0, 1) }, uniquingKeysWith: +)
      .map { Facet.Value($0.key, count: $0.value) }
      .sorted {
        $0.count != $1.count
          ? $0.count > $1.count : $0.value.utf8.lexicographicallyPrecedes($1.value.utf8)
      }
  }
}
