import Fihrist

/// The documents and changes of the golden indexes, the same for ever: a released index is compared
/// with what this says, so it may be added to for a new version and never changed for an old one.
enum GoldenArchive {
  /// Enough for lists of every form, dense ones included.
  static let count = 1_200

  /// The numbers of the documents that are deleted after the first commit.
  static let deleted = [3, 500, 1_101]

  /// The number of the document that is replaced after the first commit.
  static let replaced = 700

  static let userData = ["source": "golden", "النسخة": "١"]

  /// Common words first: word n is in about a part 1/n of the texts.
  private static let words = [
    "في", "من", "على", "مدينة", "الكتاب", "المكتبة", "قرية", "صباح", "المدرسة", "الطريق", "سوق",
    "البحر", "والسفن", "الميناء", "وبالقطار", "رحلة", "قديمة", "جديد", "عُمان", "إيران", "ايران",
    "مَدرَسة", "٢٠٢٤", "1999", "radio", "Café", "مهندس", "مهندسون", "الزراعة", "نخلة", "واحة",
    "جسر", "قنطرة", "بستان", "خريطة", "رسالة", "ورسائلهم", "ساعة", "دقيقة", "قمر",
  ]

  /// A sequence of numbers that no version of anything changes (Numerical Recipes' constants).
  private struct Sequence {
    var state: UInt32

    mutating func next(below limit: Int) -> Int {
      state = state &* 1_664_525 &+ 1_013_904_223
      return Int(state >> 8) % limit
    }
  }

  static func key(_ number: Int) -> String { "article-\(number)" }

  /// Document `number`, as it was at first or as what replaced it.
  static func document(_ number: Int, isReplacement: Bool = false) -> SourceDocument {
    var sequence = Sequence(state: UInt32(number) &* 2_654_435_761 &+ (isReplacement ? 1 : 0))
    var body: [String] = []
    for (index, word) in words.enumerated() where sequence.next(below: index + 1) == 0 {
      for _ in 0...sequence.next(below: 3) { body.append(word) }
    }
    for index in body.indices.dropLast() {
      body.swapAt(index, index + sequence.next(below: body.count - index))
    }
    body.append("رقم\(number)")
    var values = ["title": "\(words[sequence.next(below: words.count)]) \(number)"]
    // A document without a body, and one with a long one.
    if number % 97 != 0 { values["body"] = body.joined(separator: number % 2 == 0 ? " " : "، ") }
    if number == 42 { values["body"] = String(repeating: "قمر فوق البحر ", count: 900) }
    if number % 5 == 0 { values["date"] = "2024-05-\(10 + number % 20)" }
    if number % 7 == 0 { values["url"] = "https://example.org/\(number)" }
    if number % 6 != 0 { values["source"] = ["okaz", "المدينة", "Café"][number % 3] }
    if number % 4 == 0 { values["author"] = "\(words[number % words.count]) \(number % 13)" }
    if number % 9 == 0 { values["section"] = "s\(number % 2)" }
    if number % 8 != 0 { values["price"] = "\(Double(number) / 4 - 100)" }
    if number % 10 != 0 { values["length"] = "\(number * number - 5_000)" }
    if number % 3 != 0 { values["paid"] = number % 2 == 0 ? "yes" : "لا" }
    let tags = (0..<number % 4).map { "t\((number + 5 * $0) % 17)" }
    return SourceDocument(key: key(number), values: values, lists: ["tags": tags])
  }

  /// An article with columns of every kind, stored and not.
  static func schema() throws -> Schema {
    try Schema(
      fields: Schema.article.fields + [
        .integer("length"), .decimal("price", isStored: false), .boolean("paid"),
      ])
  }

  /// Queries of every kind.
  static let queries = [
    "في", "قمر", "رقم17", "واحة نخلة بستان", "في من على مدينة", "+إيران +عمان", "+مهندس +قمر +ساعة",
    "\"قمر فوق البحر\"", "\"في من\"", "\"مدينة الكتاب\" ساعة", "بحر -سفن", "+في -من راديو",
    "2024 cafe radio", "ليس هنا", "source:okaz", "قمر AND tags:t1*", "length:>300000",
    "price:[-10 TO 20.5]", "paid:no", "date:[2024-05-12 TO 2024-05-14]", "author:* -tags:*", "سف*",
    "title:قرية", "مدينه~1",
  ]

  /// What is asked of columns, for each order.
  static let orders = [
    "date:desc", "source,length:desc", "price", "tags:desc,price", "paid,score", "section",
  ]

  static func request(order: String) -> SearchRequest {
    var request = SearchRequest("قمر OR واحة", limit: 12, offset: 3)
    request.sort = order.split(separator: ",").map { SortOrder(text: String($0)) }
    request.facets = ["source", "tags", "author", "section"].map { FacetRequest($0, limit: 5) }
    request.histograms = [
      HistogramRequest("date", .dates(.day)), HistogramRequest("date", .dates(.month, .hijri)),
      HistogramRequest("length", .numbers(width: 100_000)),
      HistogramRequest("price", .numbers(width: 50)),
    ]
    request.summaries = ["date", "length", "price"]
    return request
  }

  /// Writes the index at `path`: two segments, deletions, a replacement, user data.
  static func write(to path: String) async throws {
    var options = IndexingOptions()
    options.mergesInBackground = false
    let writer = try IndexWriter(path: path, schema: try schema(), options: options)
    for number in 0..<count - 50 { try await writer.add(document(number)) }
    try await writer.commit()
    for number in count - 50..<count { try await writer.add(document(number)) }
    try await writer.add(document(replaced, isReplacement: true))
    for number in deleted { try await writer.delete(key: key(number)) }
    try await writer.commit(replacingUserData: userData)
    try await writer.close()
  }

  /// What ``queries`` and ``orders`` find: a line for each hit, with the bits of its score, and for
  /// each part of what was collected.
  static func answers(of index: Index) throws -> [String] {
    try found(in: index)
      + orders.flatMap { order in
        let results = try index.search(request(order: order))
        return ["\(order)\t\(results.total.value)"]
          + results.hits.map { "\($0.rank)\t\($0.key)\t\($0.position.text)" }
          + results.facets.map { facet in
            let values = facet.values.map { "\($0.value) \($0.count)" }.joined(separator: "\t")
            return "\(facet.field)\t\(values)\t\(facet.other)\t\(facet.missing)"
          }
          + results.histograms.map { histogram in
            let values = histogram.values.map { "\($0.name) \($0.count)" }.joined(separator: "\t")
            return "\(histogram.field)\t\(values)\t\(histogram.missing)"
          }
          + results.summaries.map { summary in
            let values = [summary.least, summary.greatest, summary.sum.map { "\($0)" }]
            let text = values.map { $0 ?? "" }.joined(separator: "\t")
            return "\(summary.field)\t\(text)\t\(summary.count)\t\(summary.missing)"
          }
      }
  }

  private static func found(in index: Index) throws -> [String] {
    try queries.flatMap { query in
      let results = try index.search(query, limit: 20, counting: .exact)
      let head = "\(query)\t\(results.total.value)"
      return [head] + results.hits.map { "\($0.rank)\t\($0.key)\t\($0.score?.bitPattern ?? 0)" }
    }
  }
}
