/// The parts of addresses: percent signs with two hexadecimal digits stand for bytes.
enum Percent {
  /// The text that `part` stands for; nil if it is not UTF-8, or a percent sign has no digits.
  ///
  /// - Parameter isForm: Whether a plus is a space, as in queries.
  static func decoded(_ part: some StringProtocol, isForm: Bool = false) -> String? {
    var bytes: [UInt8] = []
    let source = Array(part.utf8)
    bytes.reserveCapacity(source.count)
    var index = 0
    while index < source.count {
      switch source[index] {
      case UInt8(ascii: "%"):
        guard index + 2 < source.count, let high = digit(source[index + 1]),
          let low = digit(source[index + 2])
        else { return nil }
        bytes.append(high << 4 | low)
        index += 3
        continue
      case UInt8(ascii: "+") where isForm: bytes.append(UInt8(ascii: " "))
      case let byte: bytes.append(byte)
      }
      index += 1
    }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  private static let digits = Array("0123456789ABCDEF".utf8)

  /// `text` with all but the unreserved characters of RFC 3986 as bytes.
  ///
  /// - Parameter keepsSlashes: Whether a slash stands for itself, as between parts of a path.
  static func encoded(_ text: String, keepsSlashes: Bool = false) -> String {
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        bytes.append(byte)
      case UInt8(ascii: "/") where keepsSlashes: bytes.append(byte)
      default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
