import FihristStorage
import FihristTestSupport
import Testing
@testable import FihristStoredDocuments

@Suite struct LetterCodeTests {
  static func encode(_ bytes: [UInt8]) -> [UInt8] {
    var code: [UInt8] = [7]
    unsafe bytes.withUnsafeBufferPointer { unsafe LetterCode.encode($0, appendingTo: &code) }
    return Array(code.dropFirst())
  }

  static func decode(_ code: [UInt8]) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: LetterCode.mostExpansion * code.count + 8)
    let count = unsafe code.withUnsafeBufferPointer { code in
      unsafe bytes.withUnsafeMutableBufferPointer {
        unsafe LetterCode.decode(code, to: $0.baseAddress!)
      }
    }
    return count.map { Array(bytes[..<$0]) }
  }

  @Test func `its letters are 128, ascending, of two or three bytes`() {
    let scalars = LetterCode.scalars
    #expect(scalars.count == 128)
    #expect(zip(scalars, scalars.dropFirst()).allSatisfy(<))
    #expect(scalars.allSatisfy { (0x80..<0x800).contains($0) || (0x2000..<0x2100).contains($0) })
  }

  @Test func `Arabic prose takes a byte a letter`() {
    let text = "قال: «أهلاً» — ثمّ مضى، ١٢٣."
    #expect(Self.encode(Array(text.utf8)).count == text.unicodeScalars.count)
  }

  @Test func `every scalar comes back`() {
    for value in UInt32(0)..<0x3000 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let bytes = Array(String(scalar).utf8)
      if Self.decode(Self.encode(bytes)) != bytes { Issue.record("U+\(String(value, radix: 16))") }
    }
  }

  @Test func `the code of a letter is what encoding makes of it, if that is one byte`() {
    for scalar in (UInt32(0)..<0x3000).lazy.compactMap(Unicode.Scalar.init) {
      let code = Self.encode(Array(String(scalar).utf8))
      guard LetterCode.code(of: scalar) != (code.count == 1 ? code[0] : nil) else { continue }
      Issue.record("\(scalar.value)")
    }
  }

  @Test func `every string of up to two bytes comes back`() {
    for first in UInt8.min...UInt8.max {
      #expect(Self.decode(Self.encode([first])) == [first])
      for second in stride(from: 0, through: 255, by: first >= 0xC0 || first < 4 ? 1 : 17) {
        let bytes = [first, UInt8(second)]
        if Self.decode(Self.encode(bytes)) != bytes { Issue.record("\(bytes)") }
      }
    }
  }

  @Test(arguments: 0..<40)
  func `any bytes come back, and never grow more than twofold`(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let palette: [UInt8] = [
      0, 1, 2, 3, 0x41, 0x7F, 0x80, 0xA1, 0xBF, 0xC2, 0xD8, 0xD9, 0xE2, 0xEF, 0xF0, 0xFF,
    ]
    for _ in 0..<50 {
      let bytes = (0..<Int.random(in: 0...30, using: &random)).map { _ in
        palette.randomElement(using: &random)!
      }
      let code = Self.encode(bytes)
      #expect(code.count <= 2 * bytes.count)
      #expect(Self.decode(code) == bytes, "\(bytes)")
    }
  }

  @Test func `codes that stand for nothing are refused`() {
    for code: [UInt8] in [
      [1], [2], [1, 0x41], [1, 0xC3], [1, 0xC3, 0x41], [0x41, 1, 0xE2, 0x80], [1, 0xFF],
    ] {
      #expect(Self.decode(code) == nil, "\(code)")
    }
  }
}
