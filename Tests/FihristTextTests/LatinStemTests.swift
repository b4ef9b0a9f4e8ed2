import FihristText
import Testing

@Suite struct LatinStemTests {
  private func terms(_ text: String, _ name: String = "arabic") throws -> [String] {
    try #require(Analyzer(named: name)).tokens(in: text).map(\.term)
  }

  @Test(arguments: [
    ("Elections election electing", "elect elect elect"), ("running runs", "run run"),
    ("Ministers' minister's", "minist minist"), ("BBC CNN NATO", "bbc cnn nato"),
    ("libraries library", "librari librari"), ("Éclairs eclair", "eclair eclair"),
    ("missiles-300 missile300", "missil 300 missil 300"), ("Москва Москвы", "москва москвы"),
    ("الـElections", "elect"),
  ])
  func `arabic stems English words`(_ text: String, _ expected: String) throws {
    #expect(try terms(text).joined(separator: " ") == expected)
  }

  @Test(arguments: [
    ("french", "élections élection", true), ("french", "l’école écoles", true),
    ("french", "Étudiant etudiants", true), ("german", "Häuser Hauser", true),
    ("turkish", "kitaplar kitap", true), ("spanish", "canción canciones", true),
    ("russian", "Москва Москвы", true),
    ("english", "élections élection", true), ("none", "elections election", false),
  ])
  func `another language stems its own words`(
    _ language: String, _ text: String, _ areEqual: Bool
  ) throws {
    let terms = try terms(text, "arabic+\(language)")
    #expect((Set(terms).count == 1) == areEqual, "\(terms)")
  }

  @Test func `every language has a name, an identity and an analyzer`() throws {
    for language in LatinLanguage.allCases {
      let name = language == .english ? "arabic" : "arabic+\(language.rawValue)"
      let analyzer = try #require(Analyzer(named: name))
      #expect(analyzer.name == name && analyzer.language == language)
      #expect(analyzer.identity.contains(language.rawValue))
      #expect(analyzer.levels.map(\.language) == [language, language, language])
      #expect(analyzer.levels.allSatisfy { $0.findsSameWords(as: .arabic) })
      #expect(analyzer.levels.allSatisfy { Analyzer(named: $0.name) == $0 })
    }
    #expect(Analyzer(named: "arabic+english") == .arabic)
    for name in ["arabic+", "arabic+klingon", "+french", "light10+french", "exact+none", "a+b+c"] {
      #expect(Analyzer(named: name) == nil)
    }
    #expect(Analyzer.light10.levels == [.light10] && Analyzer.light10.language == .none)
  }

  @Test func `a word that is not Arabic has a stem and no other level`() {
    let levels = Analyzer.levels(of: "Elections in France COVID19 e\u{301}tudes 🎉 3.5 الـF16")
    #expect(levels.map(\.position) == Array(0..<10))
    #expect(levels.allSatisfy { $0.form == nil && $0.root == nil })
  }

  @Test func `several threads stem at once`() async throws {
    let words = ["elections", "running", "libraries", "missiles", "études", "connected"]
    let expected = try terms(words.joined(separator: " "))
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<8 {
        group.addTask {
          (0..<500).allSatisfy { _ in
            Analyzer.arabic.tokens(in: words.joined(separator: " ")).map(\.term) == expected
          }
        }
      }
      for await isSame in group { #expect(isSame) }
    }
  }
}
