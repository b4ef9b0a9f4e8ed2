import Testing

@testable import FihristFormat

@Suite struct SchemaTests {
  @Test func `the article schema ranks title and body together`() {
    let schema = Schema.article
    #expect(schema.indexedFields.map { schema.fields[$0].name } == ["title", "body"])
    #expect(schema.proseFields == 0b111)
    #expect(schema.scale == 1)
    #expect(schema.units == [2, 1] + [UInt32](repeating: 0, count: 8))
    #expect(schema.hasPositions && schema.termSpaces[0].hasExcess)
    #expect(schema.analyzerName == "arabic")
    // It is what the checked initialiser would make.
    #expect((try? Schema(fields: schema.fields)) == schema)
  }

  @Test func `a field says what only its kind has`() {
    let text = Field.text("t", analyzer: "exact", boost: 0.5, hasPositions: false, isStored: false)
    #expect(text.isIndexed && text.isText && !text.isStored && text.analyzer == "exact")
    #expect(text.indexing?.boost == 0.5 && text.indexing?.hasPositions == false)
    for field in [Field.storedText("s"), .keyword("k"), .date("d")] {
      #expect(!field.isIndexed && field.isStored && field.analyzer == nil && field.indexing == nil)
    }
    #expect(
      [text, .storedText("s"), .keyword("k"), .date("d")].map(\.isText) == [
        true, true, false, false,
      ])
  }

  private static let scales: [([Double], UInt32, [UInt32])] = [
    ([1], 1, [1]), ([2, 1], 1, [2, 1]), ([0.5, 1], 2, [1, 2]), ([0.25, 64], 4, [1, 256]),
    ([1.5, 3], 2, [3, 6]), ([1.25, 0.5], 4, [5, 2]),
  ]

  @Test(arguments: scales)
  func `the scale is the smallest that makes units whole`(
    boosts: [Double], scale: UInt32, units: [UInt32]
  ) throws {
    let fields = boosts.enumerated().map { Field.text("f\($0)", boost: $1) }
    let schema = try Schema(fields: fields)
    #expect(schema.scale == scale)
    #expect(schema.units == units)
    #expect(schema.termSpaces[0].hasExcess == units.contains { $0 > 1 })
  }

  @Test func `an impossible schema is refused with the field's name`() {
    let text = Field.text("a")
    let cases: [([Field], String?)] = [
      ([], nil), ([.storedText("s")], nil), ([.keyword("k"), .date("d")], nil),
      ([text, text], "a"), ([text, .keyword("a")], "a"),
      ([text, .text("o", analyzer: "exact")], "o"),
      ([text, .text("p", hasPositions: false)], "p"), ([.text("")], ""),
      ([text, .keyword("")], ""),
      ([.text("b", boost: 0)], "b"), ([.text("b", boost: 64.25)], "b"),
      ([.text("b", boost: 1.1)], "b"), ([.text("b", boost: .nan)], "b"),
      ((0..<65).map { .text("f\($0)") }, nil),
    ]
    for (fields, name) in cases {
      let error = #expect(throws: SchemaError.self) { _ = try Schema(fields: fields) }
      #expect(error?.field == name)
      #expect(error?.advice.isEmpty == false)
    }
  }

  @Test func `an analyzer that does not exist is refused when the schema is made`() {
    for name in ["", "english", "Arabic", "arabic "] {
      let error = #expect(throws: SchemaError.self) {
        _ = try Schema(fields: [.keyword("k"), .text("t", analyzer: name)])
      }
      #expect(error?.field == "t")
      #expect(error?.advice == "use one of arabic, light10, lucene, exact, whitespace")
    }
    for name in ["arabic", "light10", "lucene", "exact", "whitespace"] {
      #expect((try? Schema(fields: [.text("t", analyzer: name)]))?.analyzerName == name)
    }
  }

  @Test(arguments: ["key", "rank", "score", "snippets"])
  func `names that stand beside the fields are refused, and old indexes keep them`(name: String)
    throws
  {
    let fields: [Field] = [.text("title"), .keyword(name)]
    let error = #expect(throws: SchemaError.self) { _ = try Schema(fields: fields) }
    #expect(error?.field == name)
    #expect(error?.advice.contains("call the field something else") == true)
    let old = try Schema(restoring: fields, levels: nil, hasSignatures: false)
    #expect(old.fields.map(\.name) == ["title", name])
    _ = try Schema(fields: [.text("title"), .keyword(name + "s")])
  }

  @Test func `following the advice for an analyzer helps`() throws {
    let error = #expect(throws: SchemaError.self) {
      _ = try Schema(fields: [.text("t", analyzer: "english")])
    }
    let names = try #require(error?.advice).dropFirst("use one of ".count).split(separator: ", ")
    #expect(names.count == 5)
    for name in names { _ = try Schema(fields: [.text("t", analyzer: String(name))]) }
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
