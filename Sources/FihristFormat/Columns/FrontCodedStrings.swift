internal import FihristStorage

/// Distinct strings in the order of their bytes, in front-coded blocks of 16.
///
/// A string is a control byte (see ``TermBlock/appendControl(shared:rest:to:)``) and the bytes that
/// it does not share with the one before; the first of a block shares none. Behind the blocks a u64
/// for each says where it starts.
@safe struct FrontCodedStrings: @unchecked Sendable {
  // Sendable because the bytes are a mapped file's, which nobody writes and the column keeps.
  private let bytes: UnsafeRawBufferPointer
  private let offsets: UnsafeRawBufferPointer
  let count: Int
  private let path: String

  static func blockCount(of count: Int) -> Int {
    (count + KeywordColumnWriter.blockStringCount - 1) / KeywordColumnWriter.blockStringCount
  }

  /// Reads strings at `bytes`, which outlive this value, as do `offsets`, of 8 bytes a block.
  @unsafe init(
    _ bytes: UnsafeRawBufferPointer, offsets: UnsafeRawBufferPointer, count: Int, path: String
  ) {
    unsafe self.bytes = bytes
    unsafe self.offsets = offsets
    self.count = count
    self.path = path
  }

  /// The string of that ordinal.
  func string(_ ordinal: Int) throws(IndexError) -> [UInt8] {
    guard ordinal >= 0, ordinal < count else { throw damage }
    let size = KeywordColumnWriter.blockStringCount
    var cursor = try cursor(ofBlock: ordinal / size)
    var string: [UInt8] = []
    for _ in 0...ordinal % size { try next(&cursor, after: &string) }
    return string
  }

  func forEach(
    _ body: (UnsafeBufferPointer<UInt8>) throws(IndexError) -> Void
  ) throws(IndexError) {
    var cursor = KeywordCursor(self)
    while try cursor.next() {
      unsafe try cursor.string.withUnsafeBufferPointer { (string) throws(IndexError) in
        unsafe try body(string)
      }
    }
  }

  /// How many strings are below `target`.
  func rank(of target: [UInt8]) throws(IndexError) -> Int {
    let size = KeywordColumnWriter.blockStringCount
    // The first string of block `low` is below the target, or low is 0; that of `high` is not.
    var (low, high) = (0, Self.blockCount(of: count))
    if high == 0 { return 0 }
    var string: [UInt8] = []
    while high - low > 1 {
      let middle = (low + high) / 2
      var cursor = try cursor(ofBlock: middle)
      string.removeAll(keepingCapacity: true)
      try next(&cursor, after: &string)
      if string.lexicographicallyPrecedes(target) { low = middle } else { high = middle }
    }
    var cursor = try cursor(ofBlock: low)
    string.removeAll(keepingCapacity: true)
    for ordinal in low * size..<min(count, (low + 1) * size) {
      try next(&cursor, after: &string)
      if !string.lexicographicallyPrecedes(target) { return ordinal }
    }
    return min(count, (low + 1) * size)
  }

  func cursor(ofBlock block: Int) throws(IndexError) -> BlockCursor {
    let start = unsafe offsets.littleEndian(at: 8 * block, as: UInt64.self)
    guard unsafe start < UInt64(bytes.count),
      let cursor = unsafe BlockCursor(UnsafeRawBufferPointer(rebasing: bytes[Int(start)...]))
    else { throw damage }
    return cursor
  }

  /// Makes `string` the next one.
  func next(
    _ cursor: inout BlockCursor, after string: inout [UInt8]
  ) throws(IndexError) {
    guard let (shared, rest) = cursor.nibbles(), shared <= string.count,
      let bytes = unsafe cursor.take(rest)
    else { throw damage }
    string.removeSubrange(shared...)
    unsafe string.append(contentsOf: UnsafeBufferPointer(start: bytes, count: rest))
  }

  private var damage: IndexError { .damaged(path, "the strings of a column cannot be read") }
}
