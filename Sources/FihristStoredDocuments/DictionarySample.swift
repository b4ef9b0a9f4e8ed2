internal import FihristZstd

/// The first records of a segment, held back until a dictionary can be trained on them.
struct DictionarySample {
  /// Training starts when the codes of the records reach this many bytes.
  static let sufficientByteCount = 1 << 20

  /// Training also starts at this many records, so that few small ones have to wait.
  static let sufficientRecordCount = 1 << 14

  /// Fewer records than these get no dictionary: it would cost more than it saves.
  static let leastRecordCount = 64

  /// The largest dictionary; twice or four times the size saves 1 to 2 %.
  static let maximumDictionaryByteCount = 32 << 10

  /// How many bytes of one record are used for training, so that one long article does not fill the
  /// dictionary.
  private static let recordSampleByteCount = 32 << 10

  /// The codes of the records, one after the other.
  private(set) var bytes: [UInt8] = []

  /// Where in ``bytes`` each code ends.
  private(set) var ends: [Int] = []

  /// Whether a dictionary can be trained.
  var isSufficient: Bool {
    bytes.count >= Self.sufficientByteCount || ends.count >= Self.sufficientRecordCount
  }

  /// Appends the code of `record`.
  mutating func append(_ record: UnsafeBufferPointer<UInt8>) {
    unsafe LetterCode.encode(record, appendingTo: &bytes)
    ends.append(bytes.count)
  }

  /// Trains a dictionary, which depends on the records alone; empty if it would not pay.
  func trainedDictionary() -> [UInt8] {
    guard ends.count >= Self.leastRecordCount else { return [] }
    var sample: [UInt8] = []
    var sizes: [Int] = []
    var start = 0
    for end in ends {
      let count = min(end - start, Self.recordSampleByteCount)
      sample += bytes[start..<start + count]
      sizes.append(count)
      start = end
    }
    // With a sixteenth of the sample, the dictionary of a small segment does not outweigh its gain.
    let capacity = min(Self.maximumDictionaryByteCount, sample.count / 16)
    guard capacity >= 256 else { return [] }
    return ZstdDictionary.trained(on: sample, sizes: sizes, capacity: capacity)
  }
}
