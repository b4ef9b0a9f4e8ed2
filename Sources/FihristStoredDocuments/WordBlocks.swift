internal import FihristStorage

/// The strings of a segment's symbols in letter code, in the blocks that ``WordSection`` wrote.
@safe struct WordBlocks: Sendable {
  /// How many strings there are.
  let count: Int

  /// Enough for the letters of a string, and for what is read past their end.
  private static let stringCapacity = 256

  // The section, which the file keeps.
  private nonisolated(unsafe) let section: UnsafeRawBufferPointer
  private let directory: Int

  /// Finds the blocks of `count` strings at the end of `section`, which must outlive them.
  ///
  /// - Parameter start: Where the strings start.
  /// - Returns: nil if the directory does not fit.
  init?(_ section: UnsafeRawBufferPointer, from start: Int, count: Int) {
    let blocks = (count + WordSection.blockCount - 1) / WordSection.blockCount
    guard 4 * blocks <= section.count - start else { return nil }
    unsafe self.section = section
    self.count = count
    directory = section.count - 4 * blocks
  }

  /// Writes the letters of the string of `symbol`, which is below ``count``, to `string`, which
  /// holds at least ``WordLetters/maximumByteCount``.
  ///
  /// - Returns: how many there are, or nil if its block is damaged.
  @inline(never)
  func read(_ symbol: Int, into string: UnsafeMutablePointer<UInt8>) -> Int? {
    guard var cursor = cursor(ofBlock: symbol / WordSection.blockCount) else { return nil }
    var count = 0
    for _ in 0...(symbol % WordSection.blockCount) {
      guard let next = unsafe Self.readString(&cursor, after: count, into: string) else {
        return nil
      }
      count = next
    }
    return count
  }

  /// Calls `body` with the strings of `symbols` in order, in letter code, until it returns false.
  ///
  /// - Parameter symbols: Within 0..<``count``.
  /// - Returns: Whether the blocks that were read are sound.
  func forEach(in symbols: Range<Int>, _ body: (UnsafeBufferPointer<UInt8>) -> Bool) -> Bool {
    unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.stringCapacity) { letters in
      guard let base = letters.baseAddress else { return false }
      var symbol = symbols.lowerBound / WordSection.blockCount * WordSection.blockCount
      while symbol < symbols.upperBound {
        guard var cursor = cursor(ofBlock: symbol / WordSection.blockCount) else { return false }
        var count = 0
        for _ in symbol..<min(symbol + WordSection.blockCount, symbols.upperBound) {
          guard let next = unsafe Self.readString(&cursor, after: count, into: base) else {
            return false
          }
          count = next
          symbol += 1
          guard symbol > symbols.lowerBound else { continue }
          guard unsafe body(UnsafeBufferPointer(start: base, count: count)) else { return true }
        }
      }
      return true
    }
  }

  /// Calls `body` with the first string of a block, in letter code; nil if it is damaged.
  @inline(__always)
  func withFirstString<Result>(
    ofBlock block: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result? {
    // Nothing is before it whose letters it could share.
    guard var cursor = cursor(ofBlock: block), let head = cursor.byte(), head >> 4 == 0 else {
      return nil
    }
    var count = Int(head & 15)
    if count == 15 {
      guard let more = cursor.byte() else { return nil }
      count += Int(more)
    }
    guard let letters = unsafe cursor.take(count) else { return nil }
    return unsafe body(UnsafeBufferPointer(start: letters, count: count))
  }

  private func cursor(ofBlock block: Int) -> BlockCursor? {
    let start = unsafe Int(section.littleEndian(at: directory + 4 * block, as: UInt32.self))
    guard start < directory else { return nil }
    return unsafe BlockCursor(UnsafeRawBufferPointer(rebasing: section[start..<directory]))
  }

  /// Reads the string after the one of `count` letters that is in `string`; returns its letter
  /// count.
  @inline(__always)
  private static func readString(
    _ cursor: inout BlockCursor, after count: Int, into string: UnsafeMutablePointer<UInt8>
  ) -> Int? {
    guard let head = cursor.byte() else { return nil }
    let shared = Int(head >> 4)
    var rest = Int(head & 15)
    if rest == 15 {
      guard let more = cursor.byte() else { return nil }
      rest += Int(more)
    }
    guard shared <= count, shared + rest <= WordLetters.maximumByteCount,
      let letters = unsafe cursor.take(rest)
    else { return nil }
    unsafe (string + shared).update(from: letters, count: rest)
    return shared + rest
  }
}
