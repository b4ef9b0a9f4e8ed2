import FihristText
import Testing

@Suite struct AlternativeTests {
  @Test(arguments: [
    ("ڤيينا", ["فيينا"]), ("پاريس", ["باريس"]), ("گوگل", ["غوغل", "جوجل", "كوكل", "قوقل"]),
    ("چاد", ["تشاد", "جاد"]), ("غوغل", ["گوگل"]), ("باريس", ["پاريس"]), ("تشاد", ["چاد"]),
    ("مدرسة", []), ("BBC", []), ("سنة2024", []),
  ])
  func `a word with sounds of foreign names has other spellings`(
    _ word: String, _ expected: [String]
  ) {
    #expect(Analyzer.arabic.alternatives(to: word) == expected)
    #expect(Analyzer.light10.alternatives(to: word).isEmpty)
  }

  @Test func `the number of alternatives is bounded`() {
    let word = "گچپڤگچپڤ"
    #expect((1...16).contains(Analyzer.arabic.alternatives(to: word).count))
    #expect(Analyzer.arabic.alternatives(to: String(repeating: "گ", count: 500)).isEmpty)
    #expect(Analyzer.arabic.alternatives(to: "").isEmpty)
  }
}
