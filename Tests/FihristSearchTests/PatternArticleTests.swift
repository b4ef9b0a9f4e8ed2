import FihristText
import Testing

@testable import FihristSearch

/// Patterns that start like an article.
@Suite struct PatternArticleTests {
  /// Behind the article of الله stands لها, which is in most documents.
  @Test(arguments: [
    ("الله*", "الله*"), ("والله*", "والله*"), ("والدي*", "والدي*"), ("والدة*", "والده*"),
    ("والدته*", "والدته*"),
    ("الله?", "الله"), ("الل?*", "الل?*"), ("الآن*", "الان*"), ("والآن*", "والان*"),
    ("ٱلآن*", "الان*"),
  ])
  func `a word that keeps its article is compared as it stands`(_ text: String, _ pattern: String) {
    #expect(ParsedQuery(text, analyzer: .arabic).readAs == pattern)
  }

  @Test(arguments: [
    ("اللهج*", "/(ال)?لهج.*/"), ("الكتا*", "/(ال)?كتا.*/"), ("\u{671}لكتا*", "/(ال)?كتا.*/"),
    ("والدول*", "/(وال)?دول.*/"), ("والدو*", "/(وال)?دو.*/"), ("والكت*", "/(وال)?كت.*/"),
    ("الان*", "/(ال)?ان.*/"), ("و\u{671}لكتا*", "/(وال)?كتا.*/"), ("الآنس*", "/(ال)?انس.*/"),
  ])
  func `before other letters the article may be left out`(_ text: String, _ pattern: String) {
    #expect(ParsedQuery(text, analyzer: .arabic).readAs == pattern)
  }

  @Test(arguments: [
    ("ال?تاب", "/(ال)?.تاب/"), ("وال?تاب", "/(وال)?.تاب/"), ("ال*تاب", "/(ال)?.*تاب/"),
    ("الم*ول", "/(ال)?م.*ول/"), ("الك?ا*", "/(ال)?ك.ا.*/"), ("ال*", "ال*"), ("ال?م*", "ال?م*"),
    ("الم*", "الم*"), ("آل?تاب", "ال?تاب"), ("كال?تاب", "كال?تاب"),
  ])
  func `letters count on both sides of a sign`(_ text: String, _ pattern: String) {
    #expect(ParsedQuery(text, analyzer: .arabic).readAs == pattern)
  }
}
