/// Latin letters without their accents: é to e, ḥ to h, ß to ss.
enum LatinLetters {
  private static let extended = bytes(of: extendedRows)
  private static let additional = bytes(of: additionalRows)
  private static let noLetter = UInt8(ascii: ".")

  /// Up to two ASCII letters.
  struct Plain: Equatable {
    var first: UInt8
    /// 0 if there is one letter only.
    var second: UInt8
  }

  /// The plain small letters of `scalar`, or `nil` if it has none.
  static func plain(_ scalar: UInt32) -> Plain? {
    switch scalar {
    case 0xAA: Plain(first: UInt8(ascii: "a"), second: 0)
    case 0xBA: Plain(first: UInt8(ascii: "o"), second: 0)
    case 0xC0...0x24F: plain(at: Int(scalar - 0xC0), of: extended)
    case 0x1E00...0x1EFF: plain(at: Int(scalar - 0x1E00), of: additional)
    default: nil
    }
  }

  private static func plain(at index: Int, of letters: [UInt8]) -> Plain? {
    let first = letters[2 * index]
    let second = letters[2 * index + 1]
    guard first != noLetter else { return nil }
    return Plain(first: first, second: second == noLetter ? 0 : second)
  }

  private static func bytes(of rows: [StaticString]) -> [UInt8] {
    rows.flatMap { row in row.withUTF8Buffer { unsafe Array($0) } }
  }
}
