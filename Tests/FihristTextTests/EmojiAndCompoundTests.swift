import FihristText
import Testing

@Suite struct EmojiAndCompoundTests {
  private func stream(_ text: String, _ analyzer: Analyzer = .arabic) -> String {
    analyzer.tokens(in: text).map { "\($0.position):\($0.term)" }.joined(separator: " ")
  }

  @Test(arguments: [
    ("فوز 🎉 كبير", "0:فوز 1:🎉 2:كبير"), ("شكرا❤️", "0:شكر 1:\u{2764}"), ("👍🏽", "0:👍"),
    ("👩🏾‍🚀 رائدة", "0:👩‍🚀 1:رائد"), ("🇱🇧🇪🇬", "0:🇱🇧 1:🇪🇬"), ("😀😀", "0:😀 1:😀"), ("BBC📺", "0:bbc 1:📺"),
    ("• ■ ✔ ★ → ©", ""), ("🇱", ""), ("\u{1F3FD}", ""), ("☎ 123", "0:☎ 1:123"),
    ("👨‍👩‍👧", "0:👨‍👩‍👧"), ("👍\u{200D}م", "0:👍 1:م"),
  ])
  func `emoji are words`(_ text: String, _ expected: String) {
    #expect(stream(text) == expected)
  }

  @Test func `the other analyzers have no emoji`() {
    for analyzer in [Analyzer.light10, .exact, .lucene] {
      #expect(stream("فوز 🎉", analyzer) == "0:فوز")
    }
  }

  @Test(arguments: [
    ("COVID-19", "COVID19"), ("F-16", "F16"), ("S-300", "s300"), ("4 G", "4G"),
    ("iPhone 15", "iPhone15"),
    ("B-2 B", "B2B"), ("MP3", "mp٣"), ("الـF-16", "الـF16"), ("été-36", "été36"),
  ])
  func `letters and digits are the same with a hyphen and without`(
    _ apart: String, _ joined: String
  ) {
    #expect(stream(apart) == stream(joined))
    let words = Analyzer.arabic.queryWords(in: joined)
    #expect(words.dropFirst().allSatisfy(\.isJoinedToPrevious) && words.count > 1)
  }

  @Test func `parts know where they stand, and codes stay whole`() {
    #expect(Analyzer.arabic.tokens(in: "لقاح COVID19").map(\.range) == [0..<8, 9..<14, 14..<16])
    #expect(stream("a1b2c3d4 18th H1N1") == "0:a1b2c3d4 1:18 2:h1n1")
    #expect(stream("COVID19", .light10) == "0:covid19" && stream("COVID19", .exact) == "0:covid19")
  }

  @Test(arguments: [
    "كانون الثاني", "كانون  الأول", "بتشرين الثاني", "ربيع الأول", "جمادى الآخرة", "ذو القعدة",
    "ذي الحجة",
  ])
  func `a month of two words is one unit of a query`(_ month: String) {
    let words = Analyzer.arabic.queryWords(in: "في " + month + " 2024")
    #expect(words.map(\.isJoinedToPrevious) == [false, false, true, false], "\(month)")
    #expect(
      Analyzer.light10.queryWords(in: month).map(\.isJoinedToPrevious) == [false, false])
  }

  @Test func `other words beside those of months stay apart`() {
    for text in ["الثاني كانون", "ربيع القلب", "كانون، الثاني", "الأول الثاني"] {
      #expect(Analyzer.arabic.queryWords(in: text).map(\.isJoinedToPrevious) == [false, false])
    }
  }
}
