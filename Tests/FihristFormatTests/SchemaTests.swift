import Testing

@testable import FihristFormat

@Suite struct SchemaTests {
  private static func text(_ name: String, boost: Double = 1, positions: Bool = true) -> Field {
    Field(
      name: name, kind: .text, analyzer: "arabic", isIndexed: true, hasPositions: positions,
      boost: boost)
  }

  @Test func `the article schema ranks title and body together`() {
    let schema = Schema.article
    #expect(schema.key == "id")
    #expect(schema.indexedFields.map { schema.fields[$0].name } == ["title", "body"])
    #expect(schema.scale == 1)
    #expect(schema.units == [2, 1, 0, 0, 0, 0, 0])
    #expect(schema.hasPositions && schema.hasExcess)
    #expect(schema.analyzerName == "arabic")
    // It is what the checked initialiser would make.
    #expect((try? Schema(key: schema.key, fields: schema.fields)) == schema)
  }

  private static let scales: [([Double], UInt32, [UInt32])] = [
    ([1], 1, [1]), ([2, 1], 1, [2, 1]), ([0.5, 1], 2, [1, 2]), ([0.25, 64], 4, [1, 256]),
    ([1.5, 3], 2, [3, 6]), ([1.25, 0.5], 4, [5, 2]),
  ]

  @Test(arguments: scales)
  func `the scale is the smallest that makes units whole`(
    boosts: [Double], scale: UInt32, units: [UInt32]
  ) throws {
    let fields = boosts.enumerated().map { Self.text("f\($0)", boost: $1) }
    let schema = try Schema(key: "id", fields: fields)
    #expect(schema.scale == scale)
    #expect(schema.units == units)
    #expect(schema.hasExcess == units.contains { $0 != 1 })
  }

  @Test func `what cannot be is refused with the field's name`() {
    var keyword = Self.text("k")
    keyword.kind = .keyword
    var other = Self.text("o")
    other.analyzer = "exact"
    var nothing = Field(name: "n", kind: .keyword)
    nothing.isStored = false
    let text = Self.text("a")
    let cases: [([Field], String?)] = [
      ([], nil), ([Field(name: "s", kind: .text)], nil), ([text, text], "a"),
      ([text, keyword], "k"), ([text, other], "o"), ([text, nothing], "n"),
      ([text, Self.text("p", positions: false)], "p"), ([Self.text("")], ""),
      ([Self.text("b", boost: 0)], "b"), ([Self.text("b", boost: 64.25)], "b"),
      ([Self.text("b", boost: 1.1)], "b"), ([Self.text("b", boost: .nan)], "b"),
      ((0..<65).map { Self.text("f\($0)") }, nil),
    ]
    for (fields, name) in cases {
      let error = #expect(throws: SchemaError.self) { _ = try Schema(key: "id", fields: fields) }
      #expect(error?.field == name)
      #expect(error?.advice.isEmpty == false)
    }
    #expect(throws: SchemaError.self) { _ = try Schema(key: "", fields: [text]) }
  }

  @Test func `ranking parameters stay in their ranges`() throws {
    #expect(try RankingParameters(k1: 1.2, b: 0.75) == RankingParameters())
    for (k1, b) in [(0, 0.5), (-1, 0.5), (1_001, 0.5), (.nan, 0.5), (1, -0.1), (1, 1.1), (1, .nan)]
      as [(Float, Float)]
    {
      #expect(throws: SchemaError.self) { _ = try RankingParameters(k1: k1, b: b) }
    }
  }
}
