import FihristTestSupport
import Testing

@testable import FihristFormat

@Suite struct TermCodeTests {
  static func encode(_ term: [UInt8]) -> [UInt8]? {
    var code = [UInt8](repeating: 0, count: TermCode.maximumCodeByteCount)
    let count = unsafe term.withUnsafeBufferPointer { term in
      unsafe code.withUnsafeMutableBufferPointer {
        unsafe TermCode.encode(term, into: $0.baseAddress!)
      }
    }
    return count.map { Array(code[..<$0]) }
  }

  static func decode(_ code: [UInt8]) -> [UInt8]? {
    var term: [UInt8] = []
    let isCode = unsafe code.withUnsafeBufferPointer {
      unsafe TermCode.decode($0, appendingTo: &term)
    }
    return isCode ? term : nil
  }

  @Test func `codes of all pairs of border letters order as their UTF-8, and come back`() throws {
    var terms = [SampleTerms.utf8([0x61])]
    for first in SampleTerms.letters {
      terms.append(SampleTerms.utf8([first]))
      for second in SampleTerms.letters { terms.append(SampleTerms.utf8([first, second])) }
    }
    let codes = try terms.map { try #require(Self.encode($0)) }
    for (term, code) in zip(terms, codes) { #expect(Self.decode(code) == term) }
    for left in terms.indices where left % 7 == 0 {
      for right in terms.indices {
        let expected = terms[left].lexicographicallyPrecedes(terms[right])
        if codes[left].lexicographicallyPrecedes(codes[right]) != expected {
          Issue.record("\(terms[left]) and \(terms[right])")
        }
      }
    }
  }

  @Test func `every scalar comes back, in order`() throws {
    var previous: [UInt8] = []
    for value in stride(from: UInt32(0), to: 0x11_0000, by: 1) {
      // All of the first planes' beginnings, then every 97th.
      guard value < 0x2200 || value % 97 == 0, Unicode.Scalar(value) != nil else { continue }
      let term = SampleTerms.utf8([value])
      let code = try #require(Self.encode(term))
      if value < 0x800 || value % 9 == 0 { #expect(Self.decode(code) == term) }
      if !previous.isEmpty, !previous.lexicographicallyPrecedes(code) {
        Issue.record("U+\(String(value, radix: 16)) is out of order")
      }
      previous = code
    }
  }

  @Test func `Arabic and ASCII letters take one byte each`() throws {
    #expect(try #require(Self.encode(Array("كتاب".utf8))).count == 4)
    #expect(try #require(Self.encode(Array("پچژگ".utf8))).count == 4)
    #expect(try #require(Self.encode(Array("covid19".utf8))).count == 7)
    let longest = SampleTerms.utf8([UInt32](repeating: 0xE9, count: 512))
    #expect(try #require(Self.encode(longest)).count == TermCode.maximumCodeByteCount)
  }

  @Test func `what is not a term has no code`() {
    let cases: [[UInt8]] = [
      [], [0x80], [0xC3], [0xC0, 0x80], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80],
      [0xF4, 0x90, 0x80, 0x80],
      [0xF8, 0x88, 0x80, 0x80, 0x80], [0xD8, 0x41], [0xE4, 0xB8],
      [UInt8](repeating: 0x61, count: 1_025),
    ]
    for bytes in cases { #expect(Self.encode(bytes) == nil, "\(bytes)") }
  }

  @Test func `codes that no term has are refused`() {
    let cases: [[UInt8]] = [
      [0xFF], [0x80], [0xAB], [0xFE], [0x80, 0xD8, 0xA7], [0xFE, 0xD8, 0xA7], [0xAB, 0xC3, 0xA9],
      [0x80, 0xC3], [0xFE, 0xC3, 0xA9], [0x80, 0x41], [0xFE, 0xED, 0xA0, 0x80], [0xFE, 0xE4, 0xB8],
    ]
    for code in cases { #expect(Self.decode(code) == nil, "\(code)") }
  }
}
