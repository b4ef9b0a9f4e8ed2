internal import FihristText

/// The form of terms in the dictionary: one byte for an ASCII character and for each common Arabic
/// or Persian letter, in the order of UTF-8.
///
/// | code | stands for |
/// | --- | --- |
/// | 00…7F | U+0000…U+007F |
/// | 80 + UTF-8 | one scalar of U+0080…U+0620 |
/// | 81…AA | U+0621…U+064A |
/// | AB + UTF-8 | one scalar of U+064B…U+066D |
/// | AC…FD | U+066E…U+06BF |
/// | FE + UTF-8 | one scalar from U+06C0 on |
///
/// Codes of scalars ascend with the scalars, and none is a prefix of another, so coded terms
/// compare as their UTF-8 does.
package enum TermCode {
  /// The longest term, in bytes of UTF-8.
  package static let maximumTermByteCount = WordTerms.maximumTermByteCount

  /// The longest code of such a term: two bytes become at most three, more bytes grow less.
  package static let maximumCodeByteCount = maximumTermByteCount / 2 * 3

  /// Writes the code of `term` to `code`, which holds at least ``maximumCodeByteCount`` bytes.
  ///
  /// - Returns: how many bytes were written, or nil if `term` is not well-formed UTF-8, empty or
  ///   too long.
  package static func encode(
    _ term: UnsafeBufferPointer<UInt8>, into code: UnsafeMutablePointer<UInt8>
  ) -> Int? {
    guard let bytes = term.baseAddress, !term.isEmpty, term.count <= maximumTermByteCount else {
      return nil
    }
    var input = 0
    var output = 0
    while input < term.count {
      let lead = unsafe bytes[input]
      if lead < 0x80 {
        unsafe code[output] = lead
        (input, output) = (input &+ 1, output &+ 1)
      } else if unsafe isPair(bytes + input, remaining: term.count &- input) {
        let scalar = unsafe UInt32(lead & 0x1F) &<< 6 | UInt32(bytes[input &+ 1] & 0x3F)
        unsafe output &+= write(pair: scalar, bytes + input, to: code + output)
        input &+= 2
      } else {
        guard let count = unsafe longScalar(bytes + input, remaining: term.count &- input) else {
          return nil
        }
        unsafe code[output] = highEscape
        unsafe (code + output + 1).update(from: bytes + input, count: count)
        (input, output) = (input &+ count, output &+ count &+ 1)
      }
    }
    return output
  }

  /// Appends the UTF-8 of `code` to `term`.
  ///
  /// - Returns: false if `code` is not the code of well-formed UTF-8.
  package static func decode(
    _ code: UnsafeBufferPointer<UInt8>, appendingTo term: inout [UInt8]
  ) -> Bool {
    var index = 0
    while index < code.count {
      let byte = unsafe code[index]
      if byte < 0x80 {
        term.append(byte)
        index += 1
      } else if let scalar = letter(byte) {
        term.append(UInt8(0xC0 | scalar >> 6))
        term.append(UInt8(0x80 | scalar & 0x3F))
        index += 1
      } else {
        let rest = unsafe UnsafeBufferPointer(rebasing: code[(index + 1)...])
        guard let count = unsafe escapedScalar(rest, escape: byte) else { return false }
        unsafe term.append(contentsOf: rest[..<count])
        index += count + 1
      }
    }
    return true
  }

  /// The scalar of a code of one byte, or nil if `byte` starts a longer one.
  package static func scalar(ofByte byte: UInt8) -> UInt32? {
    byte < 0x80 ? UInt32(byte) : letter(byte)
  }

  /// The code of `scalar`, its first byte the highest of the number, and how many bytes it has; nil
  /// if it is not a Unicode scalar.
  package static func code(of scalar: UInt32) -> (bytes: UInt64, count: Int)? {
    if scalar < 0x80 { return (UInt64(scalar) << 56, 1) }
    if firstLetters.contains(scalar) {
      return (UInt64(firstLettersCode + UInt8(scalar - firstLetters.lowerBound)) << 56, 1)
    }
    if lastLetters.contains(scalar) {
      return (UInt64(lastLettersCode + UInt8(scalar - lastLetters.lowerBound)) << 56, 1)
    }
    guard let bytes = Unicode.Scalar(scalar).flatMap(Unicode.UTF8.encode) else { return nil }
    var code = UInt64(escape(of: scalar)) << 56
    var shift: UInt64 = 48
    for byte in bytes {
      code |= UInt64(byte) << shift
      shift -= 8
    }
    return (code, bytes.count + 1)
  }

  /// The code of `term`, UTF-8; nil if it cannot be a term.
  static func code(of term: [UInt8]) -> [UInt8]? {
    guard term.count <= maximumTermByteCount else { return nil }
    var isCoded = false
    let code = unsafe [UInt8](unsafeUninitializedCapacity: term.count / 2 * 3 + 4) {
      target, count in
      guard let base = target.baseAddress else { return }
      let coded = unsafe term.withUnsafeBufferPointer { unsafe encode($0, into: base) }
      isCoded = coded != nil
      count = coded ?? 0
    }
    return isCoded ? code : nil
  }

  /// The scalar at the start of `code`, which was read from a dictionary, and how many bytes it
  /// takes.
  ///
  /// - Returns: nil if there is none.
  package static func scalar(
    _ code: UnsafeBufferPointer<UInt8>
  ) -> (scalar: UInt32, byteCount: Int)? {
    guard let byte = unsafe code.first else { return nil }
    if let scalar = scalar(ofByte: byte) { return (scalar, 1) }
    guard code.count > 1 else { return nil }
    let lead = unsafe code[1]
    let count = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    guard lead >= 0xC0, count < code.count else { return nil }
    var scalar = UInt32(lead) & (0x7F >> UInt32(count))
    for index in 2...count { scalar = unsafe scalar << 6 | UInt32(code[index] & 0x3F) }
    return (scalar, count + 1)
  }

  private static let lowEscape: UInt8 = 0x80
  private static let firstLetters: ClosedRange<UInt32> = 0x621...0x64A
  private static let firstLettersCode: UInt8 = 0x81
  private static let middleEscape: UInt8 = 0xAB
  private static let lastLetters: ClosedRange<UInt32> = 0x66E...0x6BF
  private static let lastLettersCode: UInt8 = 0xAC
  private static let highEscape: UInt8 = 0xFE

  /// The scalar of a one-byte code above 7F, or nil for an escape.
  private static func letter(_ code: UInt8) -> UInt32? {
    if code > lowEscape, code < middleEscape {
      return firstLetters.lowerBound + UInt32(code - firstLettersCode)
    }
    if code > middleEscape, code < highEscape {
      return lastLetters.lowerBound + UInt32(code - lastLettersCode)
    }
    return nil
  }

  /// Writes the code of a two-byte scalar; returns how many bytes it took.
  @inline(__always)
  private static func write(
    pair scalar: UInt32, _ bytes: UnsafePointer<UInt8>, to code: UnsafeMutablePointer<UInt8>
  ) -> Int {
    if firstLetters.contains(scalar) {
      unsafe code[0] = firstLettersCode &+ UInt8(truncatingIfNeeded: scalar &- 0x621)
      return 1
    }
    if lastLetters.contains(scalar) {
      unsafe code[0] = lastLettersCode &+ UInt8(truncatingIfNeeded: scalar &- 0x66E)
      return 1
    }
    unsafe code[0] = escape(of: scalar)
    unsafe code[1] = bytes[0]
    unsafe code[2] = bytes[1]
    return 3
  }

  private static func escape(of scalar: UInt32) -> UInt8 {
    if scalar < firstLetters.lowerBound { return lowEscape }
    return scalar < lastLetters.lowerBound ? middleEscape : highEscape
  }

  @inline(__always)
  private static func isPair(_ bytes: UnsafePointer<UInt8>, remaining: Int) -> Bool {
    guard remaining >= 2 else { return false }
    let lead = unsafe bytes[0]
    return unsafe lead >= 0xC2 && lead < 0xE0 && bytes[1] & 0xC0 == 0x80
  }

  /// How many bytes the well-formed scalar of three or four bytes at `bytes` takes, or nil.
  private static func longScalar(_ bytes: UnsafePointer<UInt8>, remaining: Int) -> Int? {
    let lead = unsafe bytes[0]
    let count = lead & 0xF0 == 0xE0 ? 3 : lead & 0xF8 == 0xF0 ? 4 : 0
    guard count > 0, remaining >= count else { return nil }
    var scalar = UInt32(lead & (count == 3 ? 0x0F : 0x07))
    for index in 1..<count {
      let byte = unsafe bytes[index]
      guard byte & 0xC0 == 0x80 else { return nil }
      scalar = scalar << 6 | UInt32(byte & 0x3F)
    }
    let isShortest = scalar >= (count == 3 ? 0x800 : 0x1_0000)
    return isShortest && Unicode.Scalar(scalar) != nil ? count : nil
  }

  /// How many bytes the scalar after `escape` takes, or nil if it may not follow it.
  private static func escapedScalar(_ bytes: UnsafeBufferPointer<UInt8>, escape: UInt8) -> Int? {
    guard let start = bytes.baseAddress, !bytes.isEmpty else { return nil }
    if unsafe isPair(start, remaining: bytes.count) {
      let scalar = unsafe UInt32(start[0] & 0x1F) << 6 | UInt32(start[1] & 0x3F)
      let isLetter = firstLetters.contains(scalar) || lastLetters.contains(scalar)
      return !isLetter && self.escape(of: scalar) == escape ? 2 : nil
    }
    guard escape == highEscape else { return nil }
    return unsafe longScalar(start, remaining: bytes.count)
  }
}
