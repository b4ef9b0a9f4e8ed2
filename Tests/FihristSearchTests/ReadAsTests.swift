import FihristTestSupport
import FihristText
import Testing

@testable import FihristSearch

/// What was read of a text prints to a text that is read as the same, without anything to assume.
@Suite struct ReadAsTests {
  @Test(arguments: [
    ("حرب «غزة", "حرب غزة"), ("a AND (b OR", "+a +b"), ("+a -(b c)@2^2", "+a -(b c)@2^2.0"),
    ("title:(a b)^2", "(title:a title:b)^2.0"), ("date:>2015", "date:{\"2015\" TO *]"),
    ("NEAR(a b, 5)", "NEAR(a b, 5)"), ("\"a b\"~2", "\"a b\"~2"), ("S-300", "\"S-300\""),
    ("/a|b/ =c d~ e* *", "/a|b/ =c d~ e* *"), ("=\"a b\"^2 =«c»", "=\"a b\"^2.0 =c"),
    ("title:=\"a b\"~3 x", "title:=\"a b\" x"), ("=\"a b", "=\"a b\""),
    ("=S-300 x", "=\"S-300\" x"), ("a =\"\" b", "a b"),
    ("(a)+b~ (a)-b*", "a b~ a b*"),
    ("a^1000000^1000000 b^0.000001^0.1", "a^1000000.0 b^0.0"),
  ])
  func `the text of a query`(_ text: String, _ expected: String) {
    #expect(ParsedQuery(text, analyzer: .exact).readAs == expected)
  }

  @Test func `random texts print to what is read the same`() throws {
    for seed in UInt64(0)..<4_000 {
      var texts = RandomTexts(seed: seed)
      let text = texts.text(depth: 3)
      for name in ["exact", "arabic", "lucene", "whitespace"] {
        guard let analyzer = Analyzer(named: name) else { continue }
        check(text, analyzer, "seed \(seed), \(name)")
      }
    }
  }

  /// With this analyzer words may start with what is a sign elsewhere.
  @Test(arguments: [
    "(a)+b~", "(a)-b*", "x\u{202F}+y~", "(a)[b~", "(a)/b~ /c", "(a)==b~", "--b~",
    "[1 TO 2]\u{FFFD}source:x*", "x\u{202F}source:y~", "don't*^^", "don't*^,^", "don't*^^2^0.5",
  ])
  func `signs before fuzzy words and patterns`(_ text: String) throws {
    let analyzer = try #require(Analyzer(named: "whitespace"))
    check(text, analyzer, "alone")
    check("+(\(text)) title:(\(text))", analyzer, "in groups")
  }

  @Test(arguments: ["a OR b AND (", "-(a ", "-(a,b AND (", "a OR NOT (", "title:(a OR b AND ("])
  func `groups inside each other`(_ opening: String) {
    for depth in 1...20 {
      let text =
        String(repeating: opening, count: depth) + "x y"
        + String(repeating: ")", count: depth * opening.count { $0 == "(" })
      check(text, .exact, "depth \(depth)")
    }
  }

  private func check(_ text: String, _ analyzer: Analyzer, _ note: String) {
    let read = ParsedQuery(text, analyzer: analyzer)
    guard !read.clauses.isEmpty else { return }
    let printed = read.readAs
    do {
      let again = try ParsedQuery(strictly: printed, analyzer: analyzer)
      #expect(again.query == read.query, "\(note): \(text) -> \(printed)")
      #expect(again.readAs == printed, "\(note): \(text)")
    } catch {
      Issue.record("\(note): \(text) -> \(printed): \(error)")
    }
  }
}

/// Texts of parts of the language, some of them wrong.
private struct RandomTexts {
  private var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  private mutating func pick(_ choices: [String]) -> String {
    choices.randomElement(using: &generator) ?? ""
  }

  private mutating func number(_ range: Range<Int>) -> Int {
    Int.random(in: range, using: &generator)
  }

  mutating func text(depth: Int) -> String {
    (0..<number(1..<4)).map { _ in part(depth: depth) }
      .joined(separator: pick([" ", " ", " AND ", " OR ", " NOT ", "\u{200F} ", "، "]))
  }

  private mutating func part(depth: Int) -> String {
    let sign = pick(["", "", "", "+", "-", "NOT ", "−"])
    let suffix = pick([
      "", "", "", "^2", "^0.25", "^=3", "^", "^2^=1", "،", "^^", "^,^", "^^2^", "^2^0.5^",
    ])
    guard depth > 0, number(0..<3) == 0 else { return sign + leaf() + suffix }
    let open = pick(["(", "(", "title:(", "source:(", "العنوان:("])
    return sign + open + text(depth: depth - 1) + pick([")", ")", ")", ""])
      + pick(["", "@2", "@9"])
      + suffix
  }

  private mutating func word() -> String {
    pick([
      "نووي", "المكتبة", "والسيارات", "من", "في", "AND", "S-300", "عام2015", "محمدﷺ", "3.5", "و/أو",
      "don't", "a", "b", "(a)+b", "(a)-b", "Ärger", "كتابٌ", "۲۰", "--x", "قال:نعم", "title",
      "NEAR", "{a}", "x\\y", "x\u{202F}+y", "/", "گوگل", "كانون", "الثاني", "كانون الثاني",
      "الأول/يناير", "پ/گ",
    ])
  }

  private mutating func leaf() -> String {
    switch number(0..<16) {
    case 0: return "\"\(word()) \(word())\"" + pick(["", "~2", "~0", "~"])
    case 1: return "«\(word()) \"\(word())\" \(word())" + pick(["»", "»", "»~3", ""])
    case 2: return word() + pick(["*", "*", "?x", "*x*"])
    case 3: return pick(["*", "?"]) + word()
    case 4: return word() + pick(["~", "~1", "~2", "~7"])
    case 5: return "/" + pick(["مستش(ار|فى)", "a.b", "[أ-ي]+", "a{2,3}", "(", "\\.x", "ك\\ّ"]) + "/"
    case 6: return "NEAR(\(word()) \(word())" + pick([", 5)", ")", ", 3, ordered)", "، ٤)", ""])
    case 7: return "=" + pick([word(), word(), "\"\(word()) \(word())\"", "«\(word())»~2"])
    case 8: return "title:" + pick([word(), "\"\(word()) x\"", "*", "x*", "=x", "[a TO b]", ""])
    case 9:
      return "source:" + pick(["okaz", "ok*", "\"a \"", "*", "(a b)", "«x \"y\" z»", "a*b", "^"])
    case 10:
      return "date:"
        + pick([
          "[2015-07-01 TO 2015-08-01]", "{2015 TO *]", "[1..2}", ">3", "<=\"a b\"", "2015-07",
          "[a TO",
          "1..2", "..2", "[\"*\" TO 5]", "[* TO *]",
        ])
    case 11: return pick(["*", "**", "()", "(", ")", "\"", "؟", "http://a.b/c"])
    default: return word()
    }
  }
}
