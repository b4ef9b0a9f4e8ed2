import Testing

@testable import FihristCommand

@Suite struct LoadTargetTests {
  private static let targets: [(url: String, host: String, port: Int, path: String)] = [
    ("http://127.0.0.1:8080/search", "127.0.0.1", 8080, "/search"),
    ("HTTP://archive.example", "archive.example", 80, "/"),
    ("http://[::1]:8080?limit=5", "::1", 8080, "/?limit=5"),
    ("http://[::1]/a", "::1", 80, "/a"),
    ("http://a/أرشيف/search", "a", 80, "/%D8%A3%D8%B1%D8%B4%D9%8A%D9%81/search"),
  ]

  @Test(arguments: targets.indices)
  func `an address is read`(row: Int) throws {
    let (url, host, port, path) = Self.targets[row]
    let target = try LoadTarget(url)
    #expect(target.host == host && target.port == port && target.path == path)
  }

  @Test(arguments: [
    "", "http://", "ftp://a", "a:8080", "http://a:0", "http://a:65536", "http://a:b/", "http://a b",
    "http://a/\r\nHost: b", "http://u@a/", "http://a/#part", "http://::1/", "https://a/",
  ])
  func `anything else is refused with advice`(url: String) {
    #expect(throws: ToolError.self) { try LoadTarget(url) }
  }

  @Test func `the query is a parameter, encoded`() throws {
    let target = try LoadTarget("http://a:81/s?limit=10")
    let bytes = target.request(query: "قمح & \"أرز\"", parameter: "q", headers: ["X: y"])
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == "GET /s?limit=10&q=%D9%82%D9%85%D8%AD%20%26%20%22%D8%A3%D8%B1%D8%B2%22 HTTP/1.1\r\n"
        + "Host: a:81\r\nUser-Agent: fihrist-load\r\nX: y\r\n\r\n")
  }
}
