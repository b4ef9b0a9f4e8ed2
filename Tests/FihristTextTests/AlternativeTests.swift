@testable import FihristText
import Testing

@Suite struct AlternativeTests {
  private func alternatives(_ text: String, _ analyzer: Analyzer = .arabic) -> [String] {
    analyzer.alternatives(to: analyzer.queryWords(in: text)[...], in: Array(text.utf8))
  }

  @Test(arguments: [
    ("ڤيينا", ["فيينا"]), ("پاريس", ["باريس"]), ("گوگل", ["غوغل", "جوجل", "كوكل", "قوقل"]),
    ("چاد", ["تشاد", "جاد"]), ("بالڤيينا", ["بالفيينا"]), ("شركة پپسي", ["شركة ببسي"]),
    ("باريس", []), ("مدرسة", []), ("BBC", []), ("سنة2024", []), ("", []),
  ])
  func `names with Persian letters are also spelled with Arabic ones`(
    _ text: String, _ expected: [String]
  ) {
    #expect(alternatives(text) == expected)
    #expect(alternatives(text, .light10).isEmpty)
  }

  @Test(arguments: [
    ("يناير", ["كانون الثاني", "جانفي"]), ("كانون الثاني", ["يناير", "جانفي"]),
    ("جانفي", ["يناير", "كانون الثاني"]), ("ويناير", ["كانون الثاني", "جانفي"]),
    ("بتشرين الأول", ["أكتوبر"]), ("كانون الأوّل", ["ديسمبر", "دجنبر"]),
    ("ابريل", ["نيسان", "أفريل"]),
    ("ربيع الآخر", ["ربيع الثاني"]), ("ربيع الأول", []), ("ذي الحجة", ["ذو الحجة", "ذا الحجة"]),
    ("كانون الثاني/يناير", ["يناير", "كانون الثاني", "جانفي"]), ("كانون", []), ("ربيع", []),
    // Alone these mean a father, a surname, a first name and a shelter.
    ("آب", []), ("ماي", []), ("جوان", []), ("أوت", []), ("أغسطس", ["غشت"]), ("مايو", ["أيار"]),
    // In a phrase they are months, as they are written here.
    ("15 آب", ["15 أغسطس", "15 أوت", "15 غشت"]), ("15 أب", []), ("15 مايو", ["15 أيار", "15 ماي"]),
    (
      "بين شباط وآذار",
      [
        "بين شباط مارس", "بين فبراير وآذار", "بين فبراير مارس", "بين فيفري وآذار",
        "بين فيفري مارس",
      ]
    ),
    (
      "يناير يناير",
      [
        "يناير كانون الثاني", "يناير جانفي", "كانون الثاني يناير", "كانون الثاني كانون الثاني",
        "كانون الثاني جانفي", "جانفي يناير", "جانفي كانون الثاني", "جانفي جانفي",
      ]
    ),
  ])
  func `months have other names`(_ text: String, _ expected: [String]) {
    #expect(alternatives(text) == expected)
    #expect(alternatives(text, .light10).isEmpty)
  }

  @Test(arguments: [
    ("يونيو", false), ("ويناير", false), ("مارس", false), ("غوغل", false), ("وترامب", false),
    ("كتاب", true), ("كانون", true), ("مدرسة", true), ("آب", true),
  ]) func `names of months and foreign names have no root`(_ text: String, _ hasRoot: Bool) {
    let words = Analyzer.arabic.queryWords(in: text)
    #expect(words.count == 1 && (words[0].root != nil) == hasRoot, "\(words)")
  }

  @Test func `every name of a month leads to the others of its row`() {
    for row in MonthSpellings.rows {
      let names = row.map { $0.replacing("*", with: "") }
      for (number, name) in names.enumerated() {
        var others = names
        others.remove(at: number)
        #expect(alternatives("1 \(name) 2015") == others.map { "1 \($0) 2015" }, "\(name)")
      }
    }
  }

  @Test func `the number of alternatives is bounded`() {
    #expect((1...16).contains(alternatives("گچپڤگچپڤ").count))
    #expect(alternatives(String(repeating: "گ", count: 600)).isEmpty)
    let months = Array(repeating: "يوليو", count: 20).joined(separator: " ")
    #expect(alternatives(months).count == Analyzer.maximumAlternativeCount)
  }
}
