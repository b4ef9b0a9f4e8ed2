/// Converts text of another encoding to UTF-8, piece by piece.
///
/// What has no meaning in the encoding becomes U+FFFD. UTF-8 passes through unchanged, whatever it
/// holds.
struct TextDecoder {
  /// The encoding of what is converted.
  let encoding: TextEncoding

  /// How many times U+FFFD was put for something without a meaning.
  private(set) var replacements = 0

  /// Whether lines are in the order of display, so that they are turned around; only in cp864.
  let isTurned: Bool

  /// UTF-8 of the bytes from 0x80 on: the lowest byte first, the length in the highest byte.
  private let upperHalf: [UInt32]

  /// The bytes of a letter whose rest comes with the next piece: at most 3; or of a line that is
  /// turned around.
  private var carried: [UInt8] = []

  /// The first half of a surrogate pair whose second has not come yet; 0 for none.
  private var highSurrogate: UInt32 = 0

  /// A longer line, in bytes, is turned around piece by piece.
  private static let lineLimit = 1 << 16

  /// Starts to convert text in `encoding`; `sample`, its first bytes, shows the order of its lines.
  init(_ encoding: TextEncoding, sample: ByteView? = nil) {
    self.encoding = encoding
    isTurned = encoding == .cp864 && sample.map(VisualOrder.isVisual) ?? false
    var upperHalf = (encoding.codePage ?? []).map { Self.packed(UInt32($0)) }
    for (byte, second) in encoding == .cp864 ? CodePageTable.cp864Ligatures : [:] {
      // Two letters of two bytes each are as long as one of four.
      let first = upperHalf[Int(byte) - 0x80]
      upperHalf[Int(byte) - 0x80] = first & 0xFFFF | Self.packed(UInt32(second)) << 16
    }
    self.upperHalf = upperHalf
  }

  /// Adds the text of `bytes` to `target`. A letter that they hold only a part of waits for the
  /// next piece, unless `isLast` says that there is none.
  ///
  /// The text is at most three times as long as the bytes, apart from a letter that waited.
  mutating func decode(_ bytes: ByteView, isLast: Bool, into target: inout [UInt8]) {
    switch encoding {
    case .utf8: unsafe target.append(contentsOf: bytes.buffer(0..<bytes.count))
    case .utf16LittleEndian: units(bytes, size: 2, isBig: false, isLast: isLast, &target)
    case .utf16BigEndian: units(bytes, size: 2, isBig: true, isLast: isLast, &target)
    case .utf32LittleEndian: units(bytes, size: 4, isBig: false, isLast: isLast, &target)
    case .utf32BigEndian: units(bytes, size: 4, isBig: true, isLast: isLast, &target)
    case .cp864 where isTurned: turnedLines(bytes, isLast: isLast, &target)
    case .cp864, .windows1256, .iso8859Part6, .macArabic, .cp720, .windows1252:
      letters(bytes, &target)
    }
  }

  /// The whole of `bytes`, as UTF-8.
  static func text(_ bytes: ByteView, _ encoding: TextEncoding) -> [UInt8] {
    var decoder = TextDecoder(encoding, sample: bytes)
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count * 2)
    decoder.decode(bytes, isLast: true, into: &text)
    return text
  }

  /// Converts an encoding of one byte a letter.
  private mutating func letters(_ bytes: ByteView, _ target: inout [UInt8]) {
    for index in 0..<bytes.count {
      let byte = bytes[index]
      guard byte >= 0x80 else {
        target.append(byte)
        continue
      }
      let packed = upperHalf[Int(byte) - 0x80]
      if packed == Self.replacement { replacements += 1 }
      Self.append(packed, to: &target)
    }
  }

  /// Converts lines that are in the order of display.
  private mutating func turnedLines(
    _ bytes: ByteView, isLast: Bool, _ target: inout [UInt8]
  ) {
    for index in 0..<bytes.count {
      let byte = bytes[index]
      let isEnd = byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
      if !isEnd { carried.append(byte) }
      if isEnd || carried.count >= Self.lineLimit { turnLine(&target) }
      if isEnd { target.append(byte) }
    }
    if isLast { turnLine(&target) }
  }

  private mutating func turnLine(_ target: inout [UInt8]) {
    let line = VisualOrder.turned(carried)
    carried.removeAll(keepingCapacity: true)
    unsafe line.withUnsafeBufferPointer { letters(unsafe ByteView($0), &target) }
  }

  /// Converts an encoding of `size` bytes a unit.
  private mutating func units(
    _ bytes: ByteView, size: Int, isBig: Bool, isLast: Bool, _ target: inout [UInt8]
  ) {
    var index = 0
    while index < bytes.count {
      carried.append(bytes[index])
      index += 1
      guard carried.count == size else { continue }
      let value = (isBig ? carried : carried.reversed()).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      carried.removeAll(keepingCapacity: true)
      size == 2 ? unit(value, &target) : scalar(value, &target)
    }
    guard isLast else { return }
    if highSurrogate != 0 || !carried.isEmpty { replace(&target) }
    highSurrogate = 0
    carried = []
  }

  /// Takes a unit of UTF-16; half of a pair alone is replaced.
  private mutating func unit(_ value: UInt32, _ target: inout [UInt8]) {
    let high = highSurrogate
    highSurrogate = 0
    if (0xDC00...0xDFFF).contains(value), high != 0 {
      return scalar(0x10000 + ((high - 0xD800) << 10) + (value - 0xDC00), &target)
    }
    if high != 0 { replace(&target) }
    if (0xD800...0xDBFF).contains(value) {
      highSurrogate = value
    } else {
      scalar(value, &target)
    }
  }

  private mutating func scalar(_ value: UInt32, _ target: inout [UInt8]) {
    // Byte order marks stand between files that were joined.
    if value == 0xFEFF { return }
    guard Unicode.Scalar(value) != nil else { return replace(&target) }
    Self.append(Self.packed(value), to: &target)
  }

  private mutating func replace(_ target: inout [UInt8]) {
    replacements += 1
    Self.append(Self.replacement, to: &target)
  }
}

// MARK: UTF-8 in a number

extension TextDecoder {
  /// U+FFFD, packed.
  private static let replacement = packed(0xFFFD)

  /// The UTF-8 of a scalar of up to three bytes with its length in the highest byte; of four bytes
  /// without it, because their last byte is never below 0x80.
  private static func packed(_ value: UInt32) -> UInt32 {
    guard let scalar = Unicode.Scalar(value) else { return packed(0xFFFD) }
    var packed: UInt32 = 0
    var count: UInt32 = 0
    for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
      packed |= UInt32(byte) << (8 * count)
      count += 1
    }
    return count == 4 ? packed : packed | count << 24
  }

  @inline(__always)
  private static func append(_ packed: UInt32, to target: inout [UInt8]) {
    let length = packed >> 24 >= 0x80 ? 4 : Int(packed >> 24)
    var rest = packed
    for _ in 0..<length {
      target.append(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
  }
}
