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

  @Test(arguments: [
    (#"{"q":"a","limit":1,"q":"b"}"#, "q"), (#"{"q":"a","\u0071" : "b"}"#, "q"),
    (#"{"a\"b":"x","q":"{\"q\":","a\"b":"y"}"#, "a\"b"), (#"{"حقل":"1","حقل":["2"]}"#, "حقل"),
  ]) func `two values of one name are refused, and the name is told`(body: String, name: String) {
    let problem = #expect(throws: Problem.self) {
      try JSONBody.parameters(Array(body.utf8), depth: 4, known: [])
    }
    #expect(problem?.code == .badRequest && problem?.parameter == name)
    #expect(problem?.detail == "\"\(name)\" is there twice in the body; leave one out")
    #expect(throws: Problem.self) { try JSONLine(Array(body.utf8), depth: 4) }
  }

  @Test func `a name that a batch has twice is told with its search`() throws {
    let searches = [#"{"q":"a","limit":1}"#, #"{"q":"q","filter":"q"}"#, #"{"q":"a","q":"b"}"#]
    func batch(_ count: Int) throws {
      let body = "{\"searches\":[\(searches.prefix(count).joined(separator: ","))]}"
      _ = try JSONBody.batch(Array(body.utf8), depth: 4, known: [], fields: [])
    }
    try batch(2)
    let problem = #expect(throws: Problem.self) { try batch(3) }
    #expect(problem?.search == 3 && problem?.parameter == "q")
    #expect(problem?.detail == "search 3: \"q\" is there twice; leave one out")
  }

  @Test func `what no field takes may have a name twice`() throws {
    let line = #"{"key":"k","spot":{"x":1,"x":2},"list":[{"y":1,"y":1}],"y":"x"}"#
    #expect(try JSONLine(Array(line.utf8), depth: 4).names == ["key", "list", "spot", "y"])
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
