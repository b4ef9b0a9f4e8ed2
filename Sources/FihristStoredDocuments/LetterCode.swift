internal import FihristStorage

/// One byte for each common letter, before compression: any bytes can be encoded and are restored
/// exactly.
///
/// Arabic text in this form is half as long, and zstd makes it 12 to 27 % smaller than its UTF-8.
///
/// | code | stands for |
/// | --- | --- |
/// | 00, 03…7F | itself |
/// | 01 + UTF-8 | one scalar of two to four bytes |
/// | 02 + byte | any byte: 01, 02, and bytes that belong to no well-formed scalar |
/// | 80…FF | the scalars of ``scalars`` |
enum LetterCode {
  /// The most bytes that one byte of code stands for.
  static let mostExpansion = 3

  /// The code before the bytes of a scalar that has no code of its own.
  static let scalarEscape: UInt8 = 1

  /// Appends the code of `bytes`.
  static func encode(_ bytes: UnsafeBufferPointer<UInt8>, appendingTo code: inout [UInt8]) {
    guard let input = bytes.baseAddress, !bytes.isEmpty else { return }
    let held = code.count
    // A byte becomes two at the most, and the last scalar may be written as four at once.
    let capacity = 2 * bytes.count + 8
    code.append(contentsOf: repeatElement(0, count: capacity))
    let written = unsafe code.withUnsafeMutableBufferPointer { buffer in
      unsafe encode(input, count: bytes.count, to: buffer.baseAddress! + held)
    }
    code.removeLast(capacity - written)
  }

  /// Writes the bytes that `code` stands for to `bytes`, which holds at least
  /// ``mostExpansion`` · code.count + 8.
  ///
  /// - Returns: how many were written, or nil if `code` is invalid.
  static func decode(
    _ code: UnsafeBufferPointer<UInt8>, to bytes: UnsafeMutablePointer<UInt8>
  ) -> Int? {
    guard let input = code.baseAddress else { return 0 }
    let count = code.count
    var next = 0
    var output = 0
    return unsafe decoding.withUnsafeBufferPointer { table -> Int? in
      while next < count {
        let entry = unsafe table[Int(input[next])]
        if entry != 0 {
          // Up to three bytes and their number on top; excess bytes are overwritten later.
          unsafe UnsafeMutableRawPointer(bytes + output).storeBytes(
            of: entry.littleEndian, as: UInt32.self)
          output &+= Int(entry &>> 24)
          next &+= 1
        } else {
          guard
            let (read, wrote) = unsafe decodeEscape(
              input + next, remaining: count &- next, to: bytes + output)
          else { return nil }
          (next, output) = (next &+ read, output &+ wrote)
        }
      }
      return output
    }
  }

  /// The code of one scalar; nil if it has more than one byte.
  static func code(of scalar: Unicode.Scalar) -> UInt8? {
    let code: UInt8
    switch scalar.value {
    case 1, 2: return nil
    case 0..<0x80: return UInt8(scalar.value)
    case 0x80..<0x800: code = encoding[Int(scalar.value)]
    case 0x2000..<0x2100: code = marks[Int(scalar.value - 0x2000)]
    default: return nil
    }
    return code == 0 ? nil : code
  }

  /// The text that `code` stands for; nil if it is invalid.
  static func text(_ code: [UInt8]) -> String? {
    let capacity = mostExpansion * code.count + 8
    return unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: capacity) { bytes in
      guard let base = bytes.baseAddress,
        let count = unsafe code.withUnsafeBufferPointer({ unsafe decode($0, to: base) })
      else { return nil }
      return unsafe String(decoding: bytes[..<count], as: UTF8.self)
    }
  }

  private static func encode(
    _ input: UnsafePointer<UInt8>, count: Int, to code: UnsafeMutablePointer<UInt8>
  ) -> Int {
    var next = 0
    var output = 0
    unsafe encoding.withUnsafeBufferPointer { table in
      while next < count {
        // Two bytes of the table's scalars are the rule, a space or a digit comes next, and all
        // else is the exception. The last byte stands alone: it is paired with a zero.
        let pair =
          next &+ 1 < count
          ? unsafe UnsafeRawPointer(input + next).loadUnaligned(as: UInt16.self).littleEndian
          : unsafe UInt16(input[next])
        if pair & 0xC0E0 == 0x80C0 {
          let letter = unsafe table[Int(pair & 0x1F) &<< 6 | Int(pair &>> 8 & 0x3F)]
          if letter != 0 {
            unsafe code[output] = letter
            (next, output) = (next &+ 2, output &+ 1)
            continue
          }
        } else if pair & 0x80 == 0 {
          let byte = UInt8(truncatingIfNeeded: pair)
          if byte == 1 || byte == 2 {
            unsafe code[output] = 2
            output &+= 1
          }
          unsafe code[output] = byte
          (next, output) = (next &+ 1, output &+ 1)
          continue
        }
        let (read, wrote) = unsafe encodeRare(
          input + next, remaining: count &- next, to: code + output)
        (next, output) = (next &+ read, output &+ wrote)
      }
    }
    return output
  }

  /// Encodes one scalar or one byte that is neither ASCII nor a letter of two bytes.
  private static func encodeRare(
    _ input: UnsafePointer<UInt8>, remaining: Int, to code: UnsafeMutablePointer<UInt8>
  ) -> (read: Int, wrote: Int) {
    let count = unsafe scalarByteCount(input, remaining: remaining)
    if count == 3, unsafe input[0] == 0xE2, unsafe input[1] < 0x84 {
      let offset = unsafe Int(input[1] & 0x3F) << 6 | Int(input[2] & 0x3F)
      let mark = marks[offset]
      if mark != 0 {
        unsafe code[0] = mark
        return (3, 1)
      }
    }
    unsafe code[0] = count > 1 ? 1 : 2
    unsafe (code + 1).update(from: input, count: count)
    return (count, count + 1)
  }

  private static func decodeEscape(
    _ code: UnsafePointer<UInt8>, remaining: Int, to bytes: UnsafeMutablePointer<UInt8>
  ) -> (read: Int, wrote: Int)? {
    guard remaining >= 2 else { return nil }
    if unsafe code[0] == 2 {
      unsafe bytes[0] = code[1]
      return (2, 1)
    }
    let count = unsafe scalarByteCount(code + 1, remaining: remaining - 1)
    guard count > 1 else { return nil }
    unsafe bytes.update(from: code + 1, count: count)
    return (count + 1, count)
  }

  /// The length of a sequence of a leading byte and as many continuing bytes as it asks for; else
  /// 1.
  ///
  /// The sequence need not be well-formed, as long as both directions agree.
  private static func scalarByteCount(_ bytes: UnsafePointer<UInt8>, remaining: Int) -> Int {
    let lead = unsafe bytes[0]
    let count = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF8 ? 4 : 1
    guard count <= remaining else { return 1 }
    for index in 1..<max(1, count) where unsafe bytes[index] & 0xC0 != 0x80 { return 1 }
    return count
  }

  /// For each two-byte sequence, by its 11 bits: its code, or 0.
  private static let encoding: [UInt8] = table(of: 0..<0x800)

  /// For each of U+2000…U+20FF, by its offset from U+2000: its code, or 0.
  private static let marks: [UInt8] = table(of: 0x2000..<0x2100)

  private static func table(of range: Range<UInt32>) -> [UInt8] {
    var table = [UInt8](repeating: 0, count: range.count)
    for (index, scalar) in scalars.enumerated() where range.contains(scalar) {
      table[Int(scalar - range.lowerBound)] = UInt8(0x80 + index)
    }
    return table
  }

  /// For each code, its bytes, the first in the lowest byte, and their number in the highest byte;
  /// 0 for escapes.
  private static let decoding: [UInt32] = (0..<256).map { code in
    if code == 1 || code == 2 { return 0 }
    guard code >= 0x80 else { return UInt32(code) | 1 << 24 }
    let scalar = scalars[code - 0x80]
    if scalar < 0x800 { return 0xC0 | scalar >> 6 | (0x80 | scalar & 0x3F) << 8 | 2 << 24 }
    return 0xE0 | scalar >> 12 | (0x80 | scalar >> 6 & 0x3F) << 8 | (0x80 | scalar & 0x3F) << 16
      | 3 << 24
  }
}
