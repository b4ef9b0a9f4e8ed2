internal import FihristStorage

/// A slot of the table of frequent terms: a term of many documents whose code is short.
///
/// Most words that people search for are such terms. The table finds one with a single access to
/// memory, where the blocks need a search and the reading of half a block.
struct FrequentTerm: Equatable {
  /// Bytes of a slot. An empty one has only zeros.
  static let byteCount = 32

  /// The fewest documents of a frequent term: rarer ones have short lists, and are many.
  static let minimumFrequency = 128

  /// The longest code of a frequent term, in bytes.
  static let maximumCodeByteCount = 8

  /// The code, as ``TermBlock/prefix(_:count:)`` has it. It is not zero.
  let code: UInt64

  let entry: TermEntry

  /// - Returns: nil if the table leaves out such terms.
  init?(code: UnsafePointer<UInt8>, count: Int, _ entry: TermEntry) {
    guard entry.documentFrequency >= Self.minimumFrequency,
      let key = unsafe Self.key(code, count: count), Self.fits(entry)
    else { return nil }
    self.code = key
    self.entry = entry
  }

  /// Reads the slot that `bytes` starts with.
  ///
  /// - Returns: nil if it is empty. A slot that only damage explains counts as empty, which is
  ///   safe: the blocks have all terms.
  @inline(__always)
  init?(_ bytes: UnsafeRawBufferPointer) {
    code = unsafe bytes.littleEndian(at: 0, as: UInt64.self)
    let frequency = unsafe bytes.littleEndian(at: 8, as: UInt32.self)
    guard code != 0, frequency >= Self.minimumFrequency else { return nil }
    let postingsCount = unsafe Int(bytes.littleEndian(at: 12, as: UInt32.self))
    let positionsCount = unsafe Int(bytes.littleEndian(at: 16, as: UInt32.self))
    let postingsLow = unsafe Int(bytes.littleEndian(at: 20, as: UInt32.self))
    let positionsLow = unsafe Int(bytes.littleEndian(at: 24, as: UInt32.self))
    let postings = unsafe Int(bytes.littleEndian(at: 28, as: UInt16.self)) << 32 | postingsLow
    let positions = unsafe Int(bytes.littleEndian(at: 30, as: UInt16.self)) << 32 | positionsLow
    entry = TermEntry(
      documentFrequency: Int(frequency), postings: postings..<postings + postingsCount,
      positions: positions..<positions + positionsCount)
  }

  /// Appends the slot to `table`.
  func append(to table: inout [UInt8]) {
    table.appendLittleEndian(code)
    table.appendLittleEndian(UInt32(entry.documentFrequency))
    table.appendLittleEndian(UInt32(entry.postings.count))
    table.appendLittleEndian(UInt32(entry.positions.count))
    table.appendLittleEndian(UInt32(truncatingIfNeeded: entry.postings.lowerBound))
    table.appendLittleEndian(UInt32(truncatingIfNeeded: entry.positions.lowerBound))
    table.appendLittleEndian(UInt16(entry.postings.lowerBound >> 32))
    table.appendLittleEndian(UInt16(entry.positions.lowerBound >> 32))
  }

  /// The number by which the table finds a code of `count` bytes; nil if it has no such codes.
  ///
  /// Zeros fill up a short code, so that one which ends in a zero would have the number of another.
  @inline(__always)
  static func key(_ code: UnsafePointer<UInt8>, count: Int) -> UInt64? {
    guard count <= maximumCodeByteCount, unsafe code[count &- 1] != 0 else { return nil }
    return unsafe TermBlock.prefix(code, count: count)
  }

  /// Slots of a table of `count` terms: two in three are taken, so that a search soon meets a free
  /// one.
  static func slotCount(terms count: Int) -> Int { count == 0 ? 0 : count + count / 2 + 1 }

  /// The slot, of `slotCount`, where the search for the number `code` starts.
  @inline(__always)
  static func firstSlot(of code: UInt64, slotCount: Int) -> Int {
    // The letters of short words are in the high bytes, which a product does not carry down.
    let hash = (code ^ code &>> 29) &* 0x9E37_79B9_7F4A_7C15
    return Int(hash.multipliedFullWidth(by: UInt64(slotCount)).high)
  }

  /// Whether the numbers of `entry` fit into a slot.
  private static func fits(_ entry: TermEntry) -> Bool {
    entry.documentFrequency <= UInt32.max && entry.postings.count <= UInt32.max
      && entry.positions.count <= UInt32.max && entry.postings.lowerBound < 1 << 48
      && entry.positions.lowerBound < 1 << 48
  }
}
