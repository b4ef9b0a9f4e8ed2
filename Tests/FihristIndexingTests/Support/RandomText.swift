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
    for field in schema.fields where below(6) > 0 {
      // Searched fields need a word between them, and some of the awkward words are none.
      values[field.name] =
        field.isIndexed ? text(words: below(words)) + " كتب" : text(words: below(4))
    }
    return SourceDocument(key: key, values: values)
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
