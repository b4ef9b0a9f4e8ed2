import Testing

@testable import FihristServer

@Suite struct JSONBodyTests {
  @Test func `members become parameters`() throws {
    let body = #"{"q":"نفط","limit":5,"facets":["a","b"],"raw":true}"#
    let pairs = try JSONBody.parameters(Array(body.utf8), depth: 4, known: [])
    #expect(
      pairs.map { "\($0.name)=\($0.value)" } == [
        "facets=a", "facets=b", "limit=5", "q=نفط", "raw=1",
      ])
  }

  @Test func `depth is counted outside of strings`() {
    #expect(JSONBody.depth(of: Array(#"{"a":"[[[{","b":[1,[2]]}"#.utf8)) == 3)
    #expect(JSONBody.depth(of: Array(#"["\"[[",1]"#.utf8)) == 1)
    #expect(JSONBody.depth(of: []) == 0)
  }

  @Test(arguments: [
    "", "{", "[]", "1", #"{"q":{}}"#, #"{"q":null}"#, #"{"q":[1]}"#, "{\"q\":\"\u{0}",
  ]) func `other bodies are refused`(body: String) {
    #expect(throws: Problem.self) {
      try JSONBody.parameters(Array(body.utf8), depth: 8, known: [])
    }
  }

  @Test func `a tower of brackets is refused before it is decoded`() {
    let tower = String(repeating: "[", count: 100_000)
    #expect(throws: Problem.self) {
      try JSONBody.parameters(Array(tower.utf8), depth: 32, known: [])
    }
  }

  @Test func `a body in another encoding is told`() {
    // "نفط" in windows-1256.
    let bytes = Array(#"{"q":""#.utf8) + [0xE4, 0xDD, 0xD8] + Array(#""}"#.utf8)
    let problem = #expect(throws: Problem.self) {
      try JSONBody.parameters(bytes, depth: 4, known: [])
    }
    #expect(problem?.detail.hasPrefix("the body is not UTF-8; ") == true, "\(problem as Any)")
  }
}
