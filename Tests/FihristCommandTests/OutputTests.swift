import FihristTestSupport
import Foundation
import Testing

@testable import FihristCommand

@Suite struct JSONTests {
  @Test func `members keep their order and numbers their shortest form`() {
    let value: JSON = [
      "b": .integer(-7), "a": .array([.null, .bool(true), .number(0.1), .single(0.1)]), "c": "x",
    ]
    #expect(value.text == #"{"b":-7,"a":[null,true,0.1,0.1],"c":"x"}"#)
    #expect(JSON.number(.nan).text == "null")
    #expect(JSON.single(.infinity).text == "null")
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

@Suite struct QuantityTests {
  @Test(arguments: [
    (0, "0"), (999, "999"), (1000, "1,000"), (31_030, "31,030"), (-1_234_567, "-1,234,567"),
  ])
  func `thousands are grouped`(value: Int, text: String) {
    #expect(Quantity.count(value) == text)
  }

  @Test(arguments: [
    (0, "0 B"), (999, "999 B"), (1000, "1.0 kB"), (999_949, "999.9 kB"), (999_950, "1.0 MB"),
    (34_211_000, "34.2 MB"),
  ])
  func `bytes have a unit that fits`(value: Int, text: String) {
    #expect(Quantity.bytes(value) == text)
  }

  @Test(arguments: [
    (0.04, "0.0 s"), (8.44, "8.4 s"), (59.4, "59 s"), (200, "3 min 20 s"), (7500, "2 h 5 min"),
    (.infinity, "?"),
  ])
  func `a duration has two units at most`(seconds: Double, text: String) {
    #expect(Quantity.duration(seconds: seconds) == text)
  }

  @Test(arguments: [
    (0.0, 2, "0.00"), (1.005, 1, "1.0"), (9.999, 2, "10.00"), (-0.04, 1, "0.0"), (-2.5, 0, "-3"),
    (123_456.7, 1, "123456.7"),
  ])
  func `decimals are rounded, not cut`(value: Double, places: Int, text: String) {
    #expect(Quantity.decimal(value, places: places) == text)
  }
}

@Suite struct DisplayTextTests {
  @Test func `marks take no column and wide letters two`() {
    #expect("كِتَاب".columnCount == 4)
    #expect("漢字a".columnCount == 5)
    #expect("\u{2068}ab\u{2069}".columnCount == 2)
  }

  @Test func `controls and overrides become blanks and letters stay`() {
    #expect("a\u{1B}[2J\nb\u{202E}c".displayed == "a [2J b c")
    #expect("كِتَاب 1".displayed == "كِتَاب 1")
  }
}
