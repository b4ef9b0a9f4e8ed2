import Testing

@testable import FihristServer

@Suite struct RouteTests {
  @Test(arguments: [
    ("/", Route.home), ("/search", .search), ("/doc/a", .article(key: "a")),
    ("/doc", .article(key: nil)), ("/doc/pages/a3.txt", .article(key: "pages/a3.txt")),
    ("/doc/pages%2Fa3.txt", .article(key: "pages/a3.txt")),
    ("/doc/%D9%85", .article(key: "م")), ("/v1/indexes", .indexes),
    ("/v1/indexes/news", .index("news")), ("/v1/search:batch", .batch),
    ("/v1/indexes/news/documents/a/b", .document("news", key: "a/b")),
    ("/v1/indexes/news/facets/source", .facet("news", field: "source")),
    ("/v1/indexes/news/copies", .copies("news")),
    ("/v1/openapi.json", .openAPI), ("/assets/x.css", .asset(name: "x.css")),
  ]) func `addresses are read`(path: String, route: Route) {
    #expect(Route(path: path) == route)
  }

  @Test(arguments: [
    ("/Search", "/search"), ("/search/", "/search"), ("/DOC/A1", "/doc/A1"),
    ("/V1/Indexes/News/Search", "/v1/indexes/News/search"), ("/v1/indexes/", "/v1/indexes"),
    ("/nothing", nil), ("/Nothing/", nil), ("/v1/indexes/news/Nothing", nil), ("", nil),
    ("//", "/"), ("/v1/indexes/news/documents/", "/v1/indexes/news/documents"),
  ]) func `what was probably meant is known`(path: String, meant: String?) {
    #expect(Route.corrected(path) == meant)
  }

  @Test(arguments: [
    "", "search", "//", "//search", "/search/", "/doc/", "/v1", "/v1/", "/v2/indexes",
    "/v1/indexes/", "/v1/indexes/news/", "/v1/indexes/news/nothing", "/doc/%ff", "/doc/%4",
    "/doc/%zz", "/assets/a/b", "/healthz/x", "/v1/indexes/news/facets",
    "/v1/indexes//search", "/v1/indexes/news/documents/",
  ]) func `other addresses lead nowhere`(path: String) {
    #expect(Route(path: path) == nil)
  }
}
