import Fihrist
import FihristTestSupport
import Testing

/// Latin words behind the Arabic article, from the documents to the hits.
@Suite struct CliticSearchTests {
  @Test func `a Latin word is found with and without its article, in phrases too`() async throws {
    let directory = try TemporaryDirectory()
    let writer = try IndexWriter(path: directory.path + "/index")
    for (key, text) in [
      ("plain", "قناة BBC"), ("al", "قناة الـBBC"), ("lil", "للـBBC"), ("quoted", "قناة كـ\"BBC\""),
      ("god", "لا إله إلا هو"), ("number", "عام ال2024"),
    ] {
      try await writer.add(SourceDocument(key: key, values: ["body": text]))
    }
    try await writer.commit()
    let index = try Index(path: directory.path + "/index")
    func keys(_ query: String) throws -> Set<String> {
      Set(try index.search(query, limit: 10).hits.map(\.key))
    }
    for query in ["BBC", "الـBBC", "الBBC", "لـBBC", "والـ BBC"] {
      #expect(try keys(query) == ["plain", "al", "lil", "quoted"], "\(query)")
    }
    for query in ["\"قناة BBC\"", "\"قناة الـBBC\"", "«قناة الBBC»"] {
      #expect(try keys(query) == ["plain", "al", "quoted"], "\(query)")
    }
    #expect(try keys("إله") == ["god"])
    // Not even إله has this stem.
    #expect(try keys("ال") == [])
    #expect(try keys("2024") == ["number"] && keys("لـ٢٠٢٤") == ["number"])
  }
}
