internal import FihristStorage

/// The strings of the codes of a segment's words, read from the section that ``WordSection`` wrote.
///
/// The most frequent strings, which have the shortest codes, are unpacked in advance; the others
/// are read from their blocks when they are needed. That takes about a third of a millisecond and
/// 0.6 MB.
@safe final class WordVocabulary: Sendable {
  /// How many strings are unpacked in advance.
  private static let readyCount = 1 << 15

  /// Codes up to this length are found in one step.
  private static let prefixBits = 11

  /// Set in the kind of a symbol that is a word; the low five bits count its letters.
  static let word: UInt8 = 0x20

  /// Kinds from here on are not ready text.
  static let unready: UInt8 = 0x40

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
  /// The letters of each ready string.
  nonisolated(unsafe) let ready: UnsafeMutablePointer<SIMD2<UInt64>>
  /// The kind of each ready string.
  nonisolated(unsafe) let kinds: UnsafeMutablePointer<UInt8>

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
    unsafe kinds = .allocate(capacity: max(1, readyEnd))
    fillLengths(counts)
    guard unpackReady() else { return nil }
  }

  deinit {
    unsafe limits.deallocate()
    unsafe offsets.deallocate()
    unsafe prefixes.deallocate()
    unsafe ready.deallocate()
    unsafe kinds.deallocate()
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

  private func unpackReady() -> Bool {
    let string = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
    defer { unsafe string.deallocate() }
    unsafe string.initialize(repeating: 0, count: 256)
    return unsafe WordLetters.kinds.withUnsafeBufferPointer { letterKinds in
      for block in 0..<(readyEnd + WordSection.blockCount - 1) / WordSection.blockCount {
        guard let start = blockStart(block),
          var cursor = unsafe BlockCursor(
            UnsafeRawBufferPointer(rebasing: section[start..<directory]))
        else { return false }
        var count = 0
        let first = block * WordSection.blockCount
        for symbol in first..<min(first + WordSection.blockCount, readyEnd) {
          guard let next = unsafe Self.readString(&cursor, after: count, into: string) else {
            return false
          }
          count = next
          unsafe kinds[symbol] = kind(string, count: count, letterKinds: letterKinds)
          unsafe ready[symbol] = UnsafeRawPointer(string).loadUnaligned(as: SIMD2<UInt64>.self)
        }
      }
      return true
    }
  }

  private func kind(
    _ string: UnsafePointer<UInt8>, count: Int, letterKinds: UnsafeBufferPointer<UInt8>
  ) -> UInt8 {
    if unsafe count > 16 || Self.control(string, count: count) != nil { return Self.unready }
    let isWord = unsafe count > 0 && letterKinds[Int(string[0])] != 0
    return UInt8(count) | (isWord ? Self.word : 0)
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

  /// Calls `body` with each ready word, the most frequent first, as UTF-8. Words with damaged
  /// letters are passed over.
  func forEachReadyWord(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { text in
      guard let target = text.baseAddress else { return }
      for symbol in 0..<readyEnd {
        let kind = unsafe kinds[symbol]
        guard kind < Self.unready, kind & Self.word != 0 else { continue }
        unsafe withUnsafeBytes(of: ready[symbol]) { letters in
          let letters = unsafe UnsafeBufferPointer(
            start: letters.baseAddress?.assumingMemoryBound(to: UInt8.self), count: Int(kind & 31))
          guard let count = unsafe LetterCode.decode(letters, to: target) else { return }
          unsafe body(UnsafeBufferPointer(start: target, count: count))
        }
      }
    }
  }
}
