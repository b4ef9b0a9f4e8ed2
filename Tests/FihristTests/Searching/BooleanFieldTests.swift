import FihristTestSupport
import Testing

@testable import Fihrist

@Suite struct BooleanFieldTests {
  @Test func `what counts no values of true and false says what does`() async throws {
    let home = try TemporaryDirectory()
    let writer = try IndexWriter(
      path: home.path, schema: try Schema(fields: [.text("body"), .boolean("free")]))
    for (key, free) in [("a", "true"), ("b", "false"), ("c", "true")] {
      try await writer.add(SourceDocument(key: key, values: ["body": "نص", "free": free]))
    }
    try await writer.close()
    let index = try Index(path: home.path)
    var (facets, histograms) = (SearchRequest("نص"), SearchRequest("نص"))
    facets.facets = [FacetRequest("free")]
    histograms.histograms = [HistogramRequest("free", .numbers(width: 1))]
    for request in [facets, histograms] {
      let error = #expect(throws: IndexError.self) { try index.search(request) }
      #expect(error?.advice.contains("search for free:true and for free:false") == true)
    }
    #expect(try index.search("free:true").total.value == 2)
    #expect(try index.search("free:false").total.value == 1)
  }
}
