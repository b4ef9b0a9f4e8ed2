internal import FihristStorage

/// The last bytes of the section of a keyword column: how its parts lie.
struct KeywordTrailer {
  static let byteCount = 48

  private static let multipleFlag: UInt32 = 1

  /// How many distinct strings there are.
  var stringCount = 0
  /// How many values all documents have together.
  var valueCount = 0
  /// How many documents have none.
  var missingCount = 0
  /// Whether a document has more than one.
  var isMultiple = false
  /// Bytes of the strings.
  var stringsByteCount = 0
  /// Bits of a code.
  var codeBitCount = 0
  /// Bits of a start; 0 unless documents have several values.
  var startBitCount = 0

  init() {}

  /// The greatest code: with single values a document without one has code 0, and those of the
  /// others are one more than their ordinals.
  var greatestCode: UInt64 {
    let missing = !isMultiple && missingCount > 0 ? 1 : 0
    return UInt64(max(0, stringCount - 1 + missing))
  }

  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.appendLittleEndian(UInt64(stringCount))
    bytes.appendLittleEndian(UInt64(valueCount))
    bytes.appendLittleEndian(UInt64(missingCount))
    bytes.appendLittleEndian(UInt64(stringsByteCount))
    bytes.appendLittleEndian(isMultiple ? Self.multipleFlag : 0)
    bytes.appendLittleEndian(UInt32(codeBitCount))
    bytes.appendLittleEndian(UInt32(startBitCount))
    bytes.appendLittleEndian(UInt32(0))
    return bytes
  }

  /// Reads the trailer; nil if what it says is not possible for `documentCount` documents in a
  /// section of `sectionByteCount` bytes.
  init?(_ bytes: UnsafeRawBufferPointer, documentCount: Int, sectionByteCount: Int) {
    guard bytes.count == Self.byteCount else { return nil }
    func number(_ offset: Int) -> Int? {
      Int(exactly: unsafe bytes.littleEndian(at: offset, as: UInt64.self)).flatMap {
        $0 <= max(sectionByteCount * 8, documentCount) ? $0 : nil
      }
    }
    guard let strings = number(0), let values = number(8), let missing = number(16),
      let stringsByteCount = number(24)
    else { return nil }
    let flags = unsafe bytes.littleEndian(at: 32, as: UInt32.self)
    stringCount = strings
    valueCount = values
    missingCount = missing
    self.stringsByteCount = stringsByteCount
    isMultiple = flags & Self.multipleFlag != 0
    codeBitCount = Int(unsafe bytes.littleEndian(at: 36, as: UInt32.self))
    startBitCount = Int(unsafe bytes.littleEndian(at: 40, as: UInt32.self))
    let isSingleCount = isMultiple || values == documentCount - missing
    let reserved = unsafe bytes.littleEndian(at: 44, as: UInt32.self)
    guard flags <= Self.multipleFlag, reserved == 0, missing <= documentCount, strings <= values,
      strings <= Int(UInt32.max),
      isSingleCount, codeBitCount == PackedNumbers.bitCount(upTo: greatestCode),
      startBitCount == (isMultiple ? PackedNumbers.bitCount(upTo: UInt64(values)) : 0)
    else { return nil }
  }
}
