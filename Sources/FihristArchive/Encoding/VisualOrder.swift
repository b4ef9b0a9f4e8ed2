/// Text in cp864 whose lines are in the order in which screens without Arabic showed them: the last
/// letter of a line comes first.
///
/// The code page has the shapes of letters, so the order shows: in the usual order words start with
/// shapes that go on to the left, and end with shapes that do not.
enum VisualOrder {
  /// Whether most words of `bytes` end with the shape that starts a word, or start with one that
  /// ends it.
  static func isVisual(_ bytes: ByteView) -> Bool {
    var balance = 0
    var index = 0
    while index < bytes.count {
      guard isLetter(bytes[index]) else {
        index += 1
        continue
      }
      let start = index
      while index < bytes.count, isLetter(bytes[index]) { index += 1 }
      guard index - start > 1 else { continue }
      let (first, last) = (bytes[start], bytes[index - 1])
      if starting.contains(first) || ending.contains(last) { balance -= 1 }
      if starting.contains(last) || ending.contains(first) { balance += 1 }
    }
    return balance > 0
  }

  /// `line` from its end to its start, with numbers and words in Latin letters as they are, and
  /// brackets turned.
  static func turned(_ line: [UInt8]) -> [UInt8] {
    var turned = Array(line.reversed())
    var index = 0
    while index < turned.count {
      guard isLeftToRight(turned[index]) else {
        turned[index] = mirrored[turned[index]] ?? turned[index]
        index += 1
        continue
      }
      let start = index
      var end = index
      while index < turned.count, isLeftToRight(turned[index]) || isInside(turned[index]) {
        index += 1
        if isLeftToRight(turned[index - 1]) { end = index }
      }
      turned[start..<end].reverse()
      index = end
    }
    return turned
  }

  /// Whether there are letters in `bytes` whose shape ends a word: among bytes that other code
  /// pages of these letters do not use.
  static func hasShapes(_ bytes: ByteView) -> Bool {
    var (shapes, high) = (0, 0)
    for index in 0..<bytes.count where bytes[index] >= 0x80 {
      high += 1
      if telling.contains(bytes[index]) { shapes += 1 }
    }
    return shapes * 50 > high
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    guard byte >= 0x80 else { return false }
    return (0x621...0x652).contains(CodePageTable.cp864[Int(byte) - 0x80])
  }

  private static func isLeftToRight(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (0xB0...0xB9).contains(byte)
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  /// Whether a byte between two letters or digits is in their order.
  private static func isInside(_ byte: UInt8) -> Bool {
    " .,:/-@_'%".utf8.contains(byte)
  }

  private static let mirrored: [UInt8: UInt8] = [
    0x28: 0x29, 0x29: 0x28, 0x5B: 0x5D, 0x5D: 0x5B, 0x3C: 0x3E, 0x3E: 0x3C, 0x7B: 0x7D,
    0x7D: 0x7B, 0x97: 0x98, 0x98: 0x97,
  ]

  /// Shapes that go on to the left.
  private static let starting: Set<UInt8> = [
    0xC6, 0xC8, 0xCA, 0xCB, 0xCC, 0xCD, 0xCE, 0xD3, 0xD4, 0xD5, 0xD6, 0xD9, 0xDA, 0xE1, 0xE2,
    0xE3, 0xE4, 0xE5, 0xE6, 0xE7, 0xEA, 0xEC, 0xF4, 0xF7,
  ]

  /// Shapes that do not, of letters that could.
  private static let ending: Set<UInt8> = telling.union([
    0xC5, 0xC9, 0xEB, 0xED, 0xEE, 0xEF, 0xF2, 0xF5, 0xF6,
  ])

  /// Those of them that ISO 8859-6 does not use.
  private static let telling: Set<UInt8> = [
    0xA9, 0xAA, 0xAB, 0xAE, 0xAF, 0xBA, 0xBC, 0xBD, 0xBE, 0xDF, 0xF3, 0xF8, 0xFB, 0xFC, 0xFD,
  ]
}
