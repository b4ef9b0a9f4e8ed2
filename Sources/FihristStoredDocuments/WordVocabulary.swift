internal import FihristStorage

/// The strings of the codes of a segment's words, read from the section that ``WordSection`` wrote.
///
/// The most frequent strings, which have the shortest codes, are unpacked in advance; the others
/// are read from their blocks when they are needed. That takes a few milliseconds and 1 MB at most.
@safe final class WordVocabulary: Sendable {
  /// How many strings are unpacked in advance.
  private static let readyCount = 1 << 16

  /// How many of them are called frequent.
  private static let frequentCount = 1 << 15

  /// Codes up to this length are found in one step.
  private static let prefixBits = 11

  /// Set in the kind of a symbol that is a word; the low five bits count its bytes.
  static let word: UInt8 = 0x20

  /// Kinds from here on are not ready text.
  static let unready: UInt8 = 0x40

  /// The entry of a string that is not ready.
  static let unreadyEntry = UInt32(unready)

  /// A bit for each field whose values are words.
  let fields: UInt64

  /// How many symbols have codes.
  let count: Int

  // Written before this object is shared, and freed in `deinit`.
  /// For each length, one more than the last code, shifted to ``PrefixCode/maximumLength`` bits;
  /// then a number above all codes.
  private nonisolated(unsafe) let limits: UnsafeMutablePointer<UInt32>
  /// For each length, what to add to a code to get its symbol.
  private nonisolated(unsafe) let offsets: UnsafeMutablePointer<Int32>
  /// For each prefix of a code, the least length that the code may have.
  private nonisolated(unsafe) let prefixes: UnsafeMutablePointer<UInt8>
  /// For each ready string its kind and, shifted by 8 bits, where it starts in ``texts``.
  nonisolated(unsafe) let ready: UnsafeMutablePointer<UInt32>
  /// The texts of ready strings: not their letters but what these stand for.
  private let pool: GrowingBuffer<UInt8>
  /// The bytes of the pool; 32 can be read from the start of each string.
  nonisolated(unsafe) let texts: UnsafePointer<UInt8>

  /// Symbols from here on are not ready.
  let readyEnd: Int

  // The section, which the file keeps.
  private nonisolated(unsafe) let section: UnsafeRawBufferPointer
  private let directory: Int

  /// Reads `section`, which must outlive this object.
  ///
  /// - Returns: nil if its parts do not fit, or a ready string is damaged.
  init?(_ section: UnsafeRawBufferPointer) {
    guard section.count >= 8, var cursor = unsafe BlockCursor(section),
      unsafe cursor.take(8) != nil
    else { return nil }
    var counts = [0]
    var (total, used) = (0, 0)
    for length in 1...PrefixCode.maximumLength {
      guard let count = cursor.varint(), count <= 1 << length else { return nil }
      counts.append(count)
      total += count
      used += count << (PrefixCode.maximumLength - length)
    }
    let blocks = (total + WordSection.blockCount - 1) / WordSection.blockCount
    guard used <= 1 << PrefixCode.maximumLength, 4 * blocks <= cursor.remaining else { return nil }
    unsafe self.section = section
    fields = unsafe section.littleEndian(at: 0, as: UInt64.self)
    count = total
    directory = section.count - 4 * blocks
    readyEnd = min(total, Self.readyCount)
    let lengths = PrefixCode.maximumLength
    unsafe limits = .allocate(capacity: lengths + 2)
    unsafe offsets = .allocate(capacity: lengths + 2)
    unsafe prefixes = .allocate(capacity: 1 << Self.prefixBits)
    unsafe ready = .allocate(capacity: max(1, readyEnd))
    var pool = GrowingBuffer<UInt8>(capacity: 16 * readyEnd)
    let isSound = unsafe Self.unpack(
      UnsafeRawBufferPointer(rebasing: section[..<directory]),
      blocks: UnsafeRawBufferPointer(rebasing: section[directory...]),
      UnsafeMutableBufferPointer(start: ready, count: readyEnd), &pool)
    unsafe texts = UnsafePointer(pool.base)
    self.pool = pool
    fillLengths(counts)
    guard isSound else { return nil }
  }

  deinit {
    unsafe limits.deallocate()
    unsafe offsets.deallocate()
    unsafe prefixes.deallocate()
    unsafe ready.deallocate()
  }

  private func fillLengths(_ counts: [Int]) {
    let longest = PrefixCode.maximumLength
    var (next, first) = (0, 0)
    for length in 0...longest {
      next = length == 0 ? 0 : (next + counts[length - 1]) << 1
      unsafe limits[length] = UInt32((next + counts[length]) << (longest - length))
      unsafe offsets[length] = Int32(first - next)
      first += counts[length]
    }
    unsafe limits[longest + 1] = .max
    unsafe offsets[longest + 1] = 0
    var length = 0
    for prefix in 0..<(1 << Self.prefixBits) {
      while unsafe UInt32(prefix) << UInt32(longest - Self.prefixBits) >= limits[length] {
        length += 1
      }
      unsafe prefixes[prefix] = UInt8(length)
    }
  }

  /// Unpacks the first strings.
  ///
  /// - Parameters:
  ///   - strings: The section up to its directory.
  ///   - directory: Where in it the blocks start.
  ///   - ready: The entries, as many as are unpacked.
  ///   - pool: Where the texts are appended.
  /// - Returns: Whether the strings are sound.
  private static func unpack(
    _ strings: UnsafeRawBufferPointer, blocks directory: UnsafeRawBufferPointer,
    _ ready: UnsafeMutableBufferPointer<UInt32>, _ pool: inout GrowingBuffer<UInt8>
  ) -> Bool {
    let letters = UnsafeMutablePointer<UInt8>.allocate(capacity: stringCapacity)
    defer { unsafe letters.deallocate() }
    for block in 0..<(ready.count + WordSection.blockCount - 1) / WordSection.blockCount {
      let start = unsafe Int(directory.littleEndian(at: 4 * block, as: UInt32.self))
      guard start < strings.count,
        var cursor = unsafe BlockCursor(UnsafeRawBufferPointer(rebasing: strings[start...]))
      else { return false }
      var count = 0
      let first = block * WordSection.blockCount
      for symbol in first..<min(first + WordSection.blockCount, ready.count) {
        guard let next = unsafe readString(&cursor, after: count, into: letters) else {
          return false
        }
        count = next
        unsafe ready[symbol] = entry(UnsafeBufferPointer(start: letters, count: count), &pool)
      }
    }
    // What is copied is as long as the longest string.
    pool.reserve(32)
    unsafe (pool.base + pool.count).update(repeating: 0, count: 32)
    return true
  }

  /// Enough for the letters of a string, and for what is written past their end.
  private static let stringCapacity = 256

  /// The most bytes of a ready string, so that their number has five bits.
  private static let readyByteCount = 31

  /// The entry of a string, whose text is appended to `pool`.
  private static func entry(
    _ string: UnsafeBufferPointer<UInt8>, _ pool: inout GrowingBuffer<UInt8>
  ) -> UInt32 {
    guard let letters = string.baseAddress, string.count <= readyByteCount,
      unsafe control(letters, count: string.count) == nil
    else { return unreadyEntry }
    pool.reserve(LetterCode.mostExpansion * readyByteCount + 8)
    guard let count = unsafe LetterCode.decode(string, to: pool.base + pool.count),
      count <= readyByteCount
    else { return unreadyEntry }
    let isWord = unsafe count > 0 && WordLetters.kinds[Int(letters[0])] != 0
    let start = UInt32(pool.count)
    pool.commit(count)
    return start << 8 | UInt32(count) | (isWord ? UInt32(word) : 0)
  }

  private func blockStart(_ block: Int) -> Int? {
    let start = unsafe Int(section.littleEndian(at: directory + 4 * block, as: UInt32.self))
    return start < directory ? start : nil
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

  /// The meaning of a string that is not text: below 64, a value of that field starts; 64 is the
  /// end of the document. Nil for text.
  static func control(_ string: UnsafePointer<UInt8>, count: Int) -> Int? {
    guard count == 2, unsafe string[0] == LetterCode.scalarEscape, unsafe string[1] <= 64 else {
      return nil
    }
    return unsafe Int(string[1])
  }
}

extension WordVocabulary {
  /// The symbol whose code is at the start of the upper bits of `window`, and the code's length.
  /// The length is above ``PrefixCode/maximumLength`` if there is none.
  @inline(__always)
  func symbol(_ window: UInt64) -> (symbol: Int, length: Int) {
    let longest = PrefixCode.maximumLength
    let code = UInt32(truncatingIfNeeded: window &>> UInt64(64 - longest))
    var length = unsafe Int(prefixes[Int(code &>> UInt32(longest - Self.prefixBits))])
    while unsafe code >= limits[length] { length &+= 1 }
    let shift = UInt32(truncatingIfNeeded: max(0, longest &- length))
    let symbol = unsafe Int(code &>> shift) &+ Int(offsets[length])
    return (symbol, length)
  }

  /// Writes the letters of `symbol`, which is below ``count``, to `string`, which holds at least
  /// ``WordLetters/maximumByteCount``.
  ///
  /// - Returns: how many there are, or nil if its block is damaged.
  @inline(never)
  func read(_ symbol: Int, into string: UnsafeMutablePointer<UInt8>) -> Int? {
    guard let start = blockStart(symbol / WordSection.blockCount),
      var cursor = unsafe BlockCursor(UnsafeRawBufferPointer(rebasing: section[start..<directory]))
    else { return nil }
    var count = 0
    for _ in 0...(symbol % WordSection.blockCount) {
      guard let next = unsafe Self.readString(&cursor, after: count, into: string) else {
        return nil
      }
      count = next
    }
    return count
  }

  /// Calls `body` with each frequent word, the most frequent first, as UTF-8. Words with damaged
  /// letters are passed over.
  func forEachFrequentWord(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    for symbol in 0..<min(readyEnd, Self.frequentCount) {
      let entry = unsafe ready[symbol]
      let kind = UInt8(truncatingIfNeeded: entry)
      guard kind < Self.unready, kind & Self.word != 0 else { continue }
      unsafe body(UnsafeBufferPointer(start: texts + Int(entry >> 8), count: Int(kind & 31)))
    }
  }
}
