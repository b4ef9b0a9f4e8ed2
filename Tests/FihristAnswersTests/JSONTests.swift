import Fihrist
import FihristAnswers
import FihristTestSupport
import Foundation
import Testing

@Suite struct JSONTests {
  @Test func `members keep their order and numbers their shortest form`() {
    let value: JSON = [
      "b": .integer(-7), "a": .array([.null, .bool(true), .number(0.1), .single(0.1)]), "c": "x",
    ]
    #expect(value.text == #"{"b":-7,"a":[null,true,0.1,0.1],"c":"x"}"#)
    #expect(JSON.number(.nan).text == "null")
    #expect(JSON.single(.infinity).text == "null")
  }

  @Test func `a field with several values is a list`() {
    let fields = [("a", "1"), ("b", "2"), ("a", "3")].map { StoredField(name: $0, text: $1) }
    #expect(JSON(fields: fields).text == #"{"a":["1","3"],"b":"2"}"#)
    #expect(JSON(fields: []).text == "{}")
  }

  @Test func `two questions about one field are refused, since answers name them by it`() throws {
    let changes: [(inout SearchRequest) -> Void] = [
      { $0.facets = [FacetRequest("source"), FacetRequest("source", limit: 2)] },
      {
        $0.histograms = [DateUnit.month, .week].map { HistogramRequest("date", .dates($0)) }
      },
      { $0.sort = [SortOrder("date"), SortOrder("date", isDescending: true)] },
      { $0.summaries = ["length", "length"] },
    ]
    for change in changes {
      var request = SearchRequest("نفط")
      try request.checkNames()
      change(&request)
      let error = #expect(throws: IndexError.self) { try request.checkNames() }
      #expect(error?.kind == .invalid)
    }
  }

  @Test func `any string reads back as itself`() throws {
    var generator = SeededGenerator(seed: 11)
    for round in 0..<500 {
      var scalars = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0..<20, using: &generator) {
        let limit: UInt32 = [0x100, 0x800, 0x11_0000].randomElement(using: &generator) ?? 0x100
        if let scalar = Unicode.Scalar(UInt32.random(in: 0..<limit, using: &generator)) {
          scalars.append(scalar)
        }
      }
      let text = String(scalars)
      let data = Data(JSON.array([.string(text)]).text.utf8)
      let decoded = try JSONDecoder().decode([String].self, from: data)
      #expect(
        decoded.map { Array($0.utf8) } == [Array(text.utf8)], "seed 11, round \(round)")
    }
  }
}
