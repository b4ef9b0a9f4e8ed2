import FihristTestSupport
import FihristText
import Testing

@Suite struct ExplanationTests {
  private func steps(_ text: String, _ kind: WordExplanation.Level.Kind) -> [String]? {
    Analyzer.arabic.explanation(of: text).first?.levels.first { $0.kind == kind }.map { level in
      level.steps.map { step in
        step.rule + (step.entry.map { ":" + $0 } ?? "") + (step.result.map { ">" + $0 } ?? "")
      }
    }
  }

  @Test func `each level names its rules, what they left, and the entry that decided`() {
    #expect(steps("والمدرستين", .form) == ["stem-prefix-وال>مدرستين"])
    #expect(steps("والمدرستين", .stem) == ["stem-prefix-وال>مدرستين", "stem-suffix-ين>مدرست"])
    #expect(steps("والمدرستين", .root) == ["root-letter>مدرس", "root-pattern>درس"])
    #expect(steps("وزيرة", .stem) == ["kept-beginning:وزير", "stem-suffix-ه>وزير"])
    #expect(steps("لبنان", .stem) == ["kept-beginning:لبنان", "kept-ending:لبنان"])
    #expect(steps("التي", .stem) == ["protected-word:التي"])
    #expect(steps("لله", .stem) == ["stem-الله>الله"])
    #expect(steps("كانت", .root)?.first == "function-word:كانت")
    #expect(steps("running", .stem) == ["stem-snowball"])
    let words = Analyzer.arabic.explanation(of: "مسئولةٌ")
    #expect(
      words.first?.folding.map(\.rule) == ["fold-teh-marbuta", "strip-marks", "respell-hamza"])
  }

  @Test(arguments: [
    ("الكتاب", "كتاب", "form", "كتاب"), ("كتابهم", "الكتاب", "stem", "كتاب"),
    ("مدرسة", "دروس", "root", "درس"), ("وزير", "زيارة", nil, nil), ("BBC", "الـBBC", "stem", "bbc"),
  ])
  func `two words meet at the narrowest level that they share`(
    _ one: String, _ other: String, _ kind: String?, _ term: String?
  ) throws {
    let one = try #require(Analyzer.arabic.explanation(of: one).first)
    let other = try #require(Analyzer.arabic.explanation(of: other).first)
    #expect(one.meeting(with: other)?.kind.rawValue == kind)
    #expect(one.meeting(with: other)?.term == term)
    #expect(other.meeting(with: one)?.kind.rawValue == kind)
  }

  @Test func `explanations have the terms of the index`() {
    let text = "قال يَٰقَوْمِ COVID-19 في الـBBC 18.05.2024 🎉 محمدﷺ والمدارس"
    for analyzer in [Analyzer.arabic, .light10, .exact, .lucene, .whitespace] {
      let words = analyzer.explanation(of: text)
      let kinds: [WordExplanation.Level.Kind] =
        analyzer.levels.count == 1 ? [.term] : [.form, .stem, .root]
      for (kind, level) in zip(kinds, analyzer.levels) {
        let explained = words.flatMap { word in
          word.levels.filter { $0.kind == kind }.map { "\(word.position) \(word.range) \($0.term)" }
        }
        let tokens = level.tokens(in: text).map { "\($0.position) \($0.range) \($0.term)" }
        #expect(explained == tokens)
      }
    }
    #expect(Analyzer.lucene.explanation(of: "في").map(\.levels) == [[]])
  }
}
