import FihristFormat
import FihristTestSupport

@testable import FihristIndexing

/// Documents of random words, some of them awkward.
struct RandomText {
  var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  private static let awkward = [
    "ﷺ", "وَالكِتابُ", "2024-05-18", "١٢٣٫٤٥", "من", "في", "على", "naïve", "x", "…", "",
    "e-mail", "ﷲ", "3,000", "A.B.C", "ـــ", String(repeating: "طويل", count: 80),
    String(repeating: "ab", count: 700), "😀",
  ]
  private static let stems = [
    "كتب", "درس", "علم", "نظر", "فتح", "قول", "عمل", "بلد", "news", "يوم",
  ]

  mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &generator) }

  mutating func word() -> String {
    if below(12) == 0 { return Self.awkward[below(Self.awkward.count)] }
    // The product of two numbers makes few words frequent and many rare.
    let number = below(20) * below(20)
    let prefix = ["", "ال", "و", "وال", ""][below(5)]
    let suffix = ["", "ها", "ات", "ون", ""][below(5)]
    return prefix + Self.stems[number % Self.stems.count] + suffix
      + (number > 60 ? String(number) : "")
  }

  mutating func text(words: Int) -> String {
    (0..<words).map { _ in word() }.joined(separator: [" ", "، ", "\n"][below(3)])
  }

  mutating func document(key: String, schema: Schema, words: Int = 30) -> SourceDocument {
    var values: [String: String] = [:]
    var lists: [String: [String]] = [:]
    for field in schema.fields where below(6) > 0 {
      guard field.isText else {
        values[field.name] = value(field.type)
        if below(3) == 0 { lists[field.name] = (0..<below(4)).map { _ in value(field.type) } }
        continue
      }
      // Searched fields need a word between them, and some of the awkward words are none.
      values[field.name] =
        field.isIndexed ? text(words: below(words)) + " كتب" : text(words: below(4))
    }
    return SourceDocument(key: key, values: values, lists: lists)
  }

  /// A value that is not text, now and then one that cannot be read.
  mutating func value(_ type: FieldType) -> String {
    guard type != .keyword else { return below(3) == 0 ? text(words: below(4)) : word() }
    if below(10) == 0 { return ["كتب", "", "x"][below(3)] }
    switch type {
    case .integer: return String([below(3), below(1_000) - 500, .min + below(9)][below(3)])
    case .decimal: return String(Double(below(2_000) - 1_000) / Double(1 + below(7)))
    case .boolean: return ["نعم", "false"][below(2)]
    case .date:
      let (month, day) = (10 + below(3), 10 + below(19))
      let time = below(4) == 0 ? "T1\(below(9)):30:0\(1 + below(9))" : ""
      return below(9) == 0 ? "201\(below(9))" : "201\(below(9))-\(month)-\(day)\(time)"
    case .text, .keyword: return ""
    }
  }

  /// Documents whose keys come again now and then, if `keys` is not much above `count`.
  mutating func documents(
    _ count: Int, keys: Int, schema: Schema, words: Int = 30
  ) -> [SourceDocument] {
    (0..<count).map { _ in document(key: "k\(below(keys))", schema: schema, words: words) }
  }
}

extension [SourceDocument] {
  /// By key; the last of each counts.
  var latest: [String: SourceDocument] {
    Dictionary(map { ($0.key, $0) }, uniquingKeysWith: { $1 })
  }
}
