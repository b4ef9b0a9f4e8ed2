import FihristTestSupport
import Testing
@testable import FihristFormat

/// Terms from letters around every border of the term code.
enum SampleTerms {
  static let letters: [UInt32] = [
    0, 1, 0x2F, 0x30, 0x61, 0x7F, 0x80, 0xE9, 0x5FF, 0x600, 0x620, 0x621, 0x627, 0x64A, 0x64B,
    0x660, 0x66D, 0x66E, 0x66F, 0x67E, 0x6A9, 0x6BF, 0x6C0, 0x6CC, 0x7FF, 0x800, 0xFFFF, 0x1_0000,
    0x10_FFFF,
  ]

  static func utf8(_ scalars: [UInt32]) -> [UInt8] {
    var text = ""
    for scalar in scalars { text.unicodeScalars.append(Unicode.Scalar(scalar)!) }
    return Array(text.utf8)
  }

  /// A random term of `length` letters.
  static func random(_ length: Int, using random: inout SeededGenerator) -> [UInt8] {
    utf8((0..<length).map { _ in letters.randomElement(using: &random)! })
  }

  /// `count` different terms in byte order, some sharing long beginnings.
  static func sorted(_ count: Int, using random: inout SeededGenerator) -> [[UInt8]] {
    var terms: Set<[UInt8]> = []
    let stems = (0..<3).map { _ in self.random(9, using: &random) }
    while terms.count < count {
      let length = Int.random(in: 1...6, using: &random)
      let term = self.random(length, using: &random)
      terms.insert(Bool.random(using: &random) ? term : stems.randomElement(using: &random)! + term)
    }
    return terms.sorted { $0.lexicographicallyPrecedes($1) }
  }
}
