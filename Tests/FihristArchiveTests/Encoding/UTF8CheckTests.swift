@testable import FihristArchive
import FihristTestSupport
import Testing

@Suite struct UTF8CheckTests {
  private static let parts: [[UInt8]] = [
    [0x41], [0xD8, 0xA7], [0xC2, 0xAB], [0xE2, 0x80, 0x9C], [0xF0, 0x9F, 0x98, 0x80],
    [0xEF, 0xBB, 0xBF], [0x0A], [0xD9, 0x8E],
  ]

  private func check(_ bytes: [UInt8], _ note: String) {
    let expected = String(validating: bytes, as: UTF8.self) != nil
    #expect(withView(bytes, UTF8Check.isValid) == expected, "\(note): \(bytes)")
  }

  @Test
  func `every pair of bytes is judged as the standard library does, at every offset of a word`() {
    for first in UInt8.min...UInt8.max {
      for second in [0, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC2, 0xE0, 0xFF] {
        for offset in 0..<9 {
          var bytes = [UInt8](repeating: 0x61, count: 18)
          (bytes[offset], bytes[offset + 1]) = (first, UInt8(second))
          check(bytes, "offset \(offset)")
        }
      }
    }
  }

  @Test func `sequences of three and four bytes are judged as the standard library does`() {
    let edges: [UInt8] = [0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0]
    for lead in UInt8(0xDF)...0xF6 {
      for second in edges {
        for third in edges {
          for fourth in [UInt8(0x41), 0x80, 0xBF] {
            check([lead, second, third, fourth], "whole")
            check(
              [0x61, 0x61, 0x61, 0x61, 0x61, 0x61, lead, second, third, fourth], "across words")
          }
        }
      }
    }
  }

  @Test func `random texts, broken and cut, are judged and repaired as the standard library does`()
  {
    var generator = SeededGenerator(seed: 11)
    for round in 0..<6_000 {
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 0..<24, using: &generator) {
        bytes += Self.parts.randomElement(using: &generator)!
      }
      if round % 2 == 1, !bytes.isEmpty {
        let offset = Int.random(in: 0..<bytes.count, using: &generator)
        bytes[offset] = UInt8.random(in: 0...255, using: &generator)
        bytes.removeLast(Int.random(in: 0...min(2, bytes.count), using: &generator))
      }
      check(bytes, "seed 11, round \(round)")
      var repaired: [UInt8] = []
      let count = withView(bytes) { UTF8Repair.append($0, 0..<$0.count, to: &repaired) }
      #expect(
        String(decoding: repaired, as: UTF8.self) == String(decoding: bytes, as: UTF8.self)
          && String(validating: repaired, as: UTF8.self) != nil, "seed 11, round \(round)")
      #expect((count == 0) == (repaired == bytes), "seed 11, round \(round)")
    }
  }

  @Test func `line feeds are counted and bytes found as by a plain loop`() {
    var generator = SeededGenerator(seed: 5)
    for round in 0..<300 {
      let bytes = (0..<Int.random(in: 0..<90, using: &generator)).map { _ in
        [0x0A, 0x0B, 0x8A, 0x00].randomElement(using: &generator)!
      }.map { UInt8($0) }
      withView(bytes) { view in
        #expect(view.lineFeedCount() == bytes.count { $0 == 0x0A }, "seed 5, round \(round)")
        #expect(
          view.firstIndex(of: 0x0A, in: 0..<bytes.count) == bytes.firstIndex(of: 0x0A)
            ?? bytes.count, "seed 5, round \(round)")
        #expect(
          view.endOfLastLine(in: 0..<bytes.count) == bytes.lastIndex(of: 0x0A).map { $0 + 1 },
          "seed 5, round \(round)")
      }
    }
  }
}
