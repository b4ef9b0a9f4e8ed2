import FihristTestSupport
import FihristText
import Testing
@testable import FihristSearch

@Suite struct QueryStopWordTests {
  @Test(arguments: [
    ("ما هي عاصمة فرنسا", "عاصم فرنسا"),
    ("من هو", "من هو"),
    ("من من هو", "من من هو"),
    ("من -حرب", "-حرب من"),
    ("في +حرب", "+حرب"),
    ("+في حرب", "+في حرب"),
    ("حرب -في", "حرب -في"),
    ("\"من الى\" حرب", "[من الي] حرب"),
    ("\"في\" حرب", "في حرب"),
    ("و/أو حرب", "حرب"),
    ("و/أو", "[و او]"),
    ("في-حرب", "[في حرب]"),
    ("علي على", "علي"),
  ])
  func `arabic leaves common words out of bags but not out of phrases`(
    _ text: String, _ expected: String
  ) throws {
    #expect(try parsed(text, .arabic) == expected)
  }

  @Test(arguments: [
    ("ما هي عاصمة فرنسا", "عاصم فرنسا"), ("من هو", ""), ("+من حرب", "حرب"), ("حرب -من", "حرب"),
    ("\"حرب في غزة\"", "[حرب _ غز]"), ("\"في غزة\"", "غز"),
    ("\"غزة من في حرب\" من", "[غز _ _ حرب]"),
    ("\"في من حرب من غزة في\"", "[حرب _ غز]"),
  ])
  func `lucene drops common words and leaves holes in phrases`(
    _ text: String, _ expected: String
  ) throws {
    #expect(try parsed(text, .lucene) == expected)
  }

  @Test func `light10 has no stop list`() throws {
    #expect(try parsed("من حرب", .light10) == "من حرب")
  }
}
