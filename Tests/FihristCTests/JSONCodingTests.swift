import FihristTestSupport
import Foundation
import Testing
@testable import FihristC

/// The coder of the interface beside Foundation's.
@Suite struct JSONCodingTests {
  private struct Sample: Codable, Equatable {
    var whole: Int64
    var fraction: Double
    var single: Float
    var text: String
    var flag: Bool
    var missing: String?
    var list: [[Int]]
    var names: [String: String]
    var range: Range<Int>
    var inner: [Inner]

    struct Inner: Codable, Equatable {
      var value: UInt64
    }
  }

  private static func sample(_ generator: inout SeededGenerator) -> Sample {
    func text() -> String {
      let letters: [Unicode.Scalar] = ["ن", "\"", "\\", "\n", "\u{1}", "😀", "a", "\u{2028}", "/"]
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0..<9, using: &generator) {
        text.append(letters.randomElement(using: &generator) ?? "a")
      }
      return String(text)
    }
    return Sample(
      whole: Int64.random(in: .min ... .max, using: &generator),
      fraction: Double(bitPattern: UInt64.random(in: 0..<0x7FF0 << 48, using: &generator)),
      single: Float(bitPattern: UInt32.random(in: 0..<0x7F80 << 16, using: &generator)),
      text: text(), flag: Bool.random(using: &generator),
      missing: Bool.random(using: &generator) ? text() : nil,
      list: [[], [1, -2]], names: [text(): text()], range: 3..<9,
      inner: [Sample.Inner(value: UInt64.random(in: 0..<1 << 62, using: &generator))])
  }

  @Test func `values read back, and Foundation reads and writes the same`() throws {
    var generator = SeededGenerator(seed: 20)
    for round in 0..<300 {
      let sample = Self.sample(&generator)
      let text = try RequestJSON.text(of: sample)
      #expect(
        try RequestJSON.read(Sample.self, from: text, "it") == sample, "seed 20, round \(round)")
      #expect(try JSONDecoder().decode(Sample.self, from: Data(text.utf8)) == sample)
      let other = String(decoding: try JSONEncoder().encode(sample), as: UTF8.self)
      #expect(try RequestJSON.read(Sample.self, from: other, "it") == sample)
    }
  }

  @Test(arguments: [
    "", "{", "{\"a\":}", "{\"a\" 1}", "01", "1.", "-", "+1", ".5", "1e", "tru", "\"",
    "\"\\x\"", "\"\\u12\"", "\"\\u+123\"", "\"\n\"", "[1] 2", "{a:1}", "nul", "[1 2]",
    String(repeating: "[", count: 100_000),
  ])
  func `what Foundation refuses is refused`(text: String) {
    #expect(throws: JSONParser.Problem.self) { try JSONParser.tree(of: text) }
    #expect(throws: (any Error).self) {
      try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
    }
  }

  @Test func `a comma before the end is refused`() {
    #expect(throws: JSONParser.Problem.self) { try JSONParser.tree(of: "[1,]") }
  }

  @Test func `halves of a pair alone become the replacement character`() throws {
    #expect(
      try RequestJSON.read([String].self, from: #"["\ud83d\ude00","\ud83dx","\ude00"]"#, "it")
        == ["😀", "\u{FFFD}x", "\u{FFFD}"])
  }
}
