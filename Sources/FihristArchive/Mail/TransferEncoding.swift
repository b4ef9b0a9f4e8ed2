/// How the bytes of a part of a message are written (RFC 2045, section 6).
enum TransferEncoding: String, Hashable {
  case seven = "7bit"
  case eight = "8bit"
  case binary
  case quotedPrintable = "quoted-printable"
  case base64

  /// The bytes that are written in `range`; what breaks the rules is passed over or kept as it is.
  func decoded(_ bytes: ByteView, _ range: Range<Int>) -> [UInt8] {
    switch self {
    case .seven, .eight, .binary: unsafe Array(bytes.buffer(range))
    case .quotedPrintable: Self.quoted(bytes, range, isWord: false)
    case .base64: Self.base64(bytes, range)
    }
  }

  /// The bytes of quoted-printable text; in a word of a header, `_` is a blank.
  static func quoted(_ bytes: ByteView, _ range: Range<Int>, isWord: Bool) -> [UInt8] {
    var plain: [UInt8] = []
    plain.reserveCapacity(range.count)
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = bytes[index]
      guard byte == UInt8(ascii: "=") else {
        plain.append(isWord && byte == UInt8(ascii: "_") ? 0x20 : byte)
        index += 1
        continue
      }
      if index + 2 < range.upperBound, let high = HexDigit.value(bytes[index + 1]),
        let low = HexDigit.value(bytes[index + 2])
      {
        plain.append(UInt8(high << 4 | low))
        index += 3
      } else if let next = afterSoftBreak(bytes, index + 1, range.upperBound) {
        index = next
      } else {
        plain.append(byte)
        index += 1
      }
    }
    return plain
  }

  /// The index after the blanks and the line end at `index`; nil if something else is there.
  private static func afterSoftBreak(_ bytes: ByteView, _ start: Int, _ end: Int) -> Int? {
    var index = start
    while index < end, bytes[index] == 0x20 || bytes[index] == 0x09 || bytes[index] == 0x0D {
      index += 1
    }
    if index == end { return end }
    return bytes[index] == UInt8(ascii: "\n") ? index + 1 : nil
  }

  /// The bytes of base64 text. Letters that are not of its alphabet are passed over; it ends at the
  /// sign that fills it up.
  static func base64(_ bytes: ByteView, _ range: Range<Int>) -> [UInt8] {
    var plain: [UInt8] = []
    plain.reserveCapacity(range.count / 4 * 3)
    var (bits, count): (UInt32, Int) = (0, 0)
    for index in range {
      if bytes[index] == UInt8(ascii: "=") { break }
      let value = base64Values[Int(bytes[index])]
      guard value < 64 else { continue }
      bits = bits << 6 | UInt32(value)
      count += 6
      guard count >= 8 else { continue }
      count -= 8
      plain.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
    }
    return plain
  }

  private static let base64Values: [UInt8] = {
    var values = [UInt8](repeating: 0xFF, count: 256)
    let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    for (value, letter) in alphabet.utf8.enumerated() { values[Int(letter)] = UInt8(value) }
    return values
  }()
}
