internal import FihristStorage
internal import Synchronization

/// The strings of the codes of a segment's words, read from the section that ``WordSection`` wrote.
///
/// The most frequent strings, which have the shortest codes, are unpacked in advance: few at first,
/// which is enough for a page of hits, and more, in two steps, once others were often needed. The
/// rest is read from its blocks. All together take about 6 MB at most, and 1 MB before the last
/// step.
@safe final class WordVocabulary: Sendable {
  /// How many strings are unpacked at first: more than four of five in a text are among them.
  static let firstReadyCount = 1 << 13

  /// How many are unpacked later: 19 of 20 in a text, then nearly all.
  static let laterReadyCounts = [1 << 16, 1 << 18]

  /// How many strings had to be read from their blocks by then. That takes about as long as
  /// unpacking so many more.
  private static let patience = [1 << 12, 1 << 17]

  /// Codes up to this length are found in one step.
  private static let prefixBits = 11

  /// A bit for each field whose values are words.
  let fields: UInt64

  /// How many symbols have codes.
  var count: Int { blocks.count }

  // Written before this object is shared, and freed in `deinit`.
  /// For each length, one more than the last code, shifted to ``PrefixCode/maximumLength`` bits;
  /// then a number above all codes.
  private nonisolated(unsafe) let limits: UnsafeMutablePointer<UInt32>
  /// For each length, what to add to a code to get its symbol.
  private nonisolated(unsafe) let offsets: UnsafeMutablePointer<Int32>
  /// For each prefix of a code, the least length that the code may have.
  private nonisolated(unsafe) let prefixes: UnsafeMutablePointer<UInt8>

  private let blocks: WordBlocks
  private let starts: WordStarts
  private let firstReady: ReadyStrings
  private let laterReady = Mutex<[ReadyStrings]>([])
  /// What is unpacked: ``firstReady`` or the last of ``laterReady``. All live as long as this.
  private let current: Atomic<Unmanaged<ReadyStrings>>
  /// How many strings beyond the first were read from their blocks.
  private let missCount = Atomic<Int>(0)

  /// Reads `section`, which must outlive this object.
  ///
  /// - Returns: nil if its parts do not fit, or one of the first strings is damaged.
  init?(_ section: UnsafeRawBufferPointer) {
    guard section.count >= 8, var cursor = unsafe BlockCursor(section),
      unsafe cursor.take(8) != nil
    else { return nil }
    var counts = [0]
    var ends: [Int] = []
    var (total, used) = (0, 0)
    for length in 1...PrefixCode.maximumLength {
      guard let count = cursor.varint(), count <= 1 << length else { return nil }
      counts.append(count)
      total += count
      ends.append(total)
      used += count << (PrefixCode.maximumLength - length)
    }
    guard used <= 1 << PrefixCode.maximumLength,
      let blocks = unsafe WordBlocks(
        section, from: section.count - cursor.remaining, count: total),
      let ready = ReadyStrings(first: Self.firstReadyCount, of: blocks)
    else { return nil }
    self.blocks = blocks
    starts = WordStarts(blocks, ends: ends)
    firstReady = ready
    unsafe current = Atomic(Unmanaged.passUnretained(ready))
    fields = unsafe section.littleEndian(at: 0, as: UInt64.self)
    let lengths = PrefixCode.maximumLength
    unsafe limits = .allocate(capacity: lengths + 2)
    unsafe offsets = .allocate(capacity: lengths + 2)
    unsafe prefixes = .allocate(capacity: 1 << Self.prefixBits)
    fillLengths(counts)
  }

  deinit {
    unsafe limits.deallocate()
    unsafe offsets.deallocate()
    unsafe prefixes.deallocate()
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
  func read(_ symbol: Int, into string: UnsafeMutablePointer<UInt8>) -> Int? {
    unsafe blocks.read(symbol, into: string)
  }

  /// Takes note that a text has a symbol that is not ready; unpacks more of them in time.
  @inline(__always)
  func miss(_ symbol: Int) {
    guard symbol >= Self.firstReadyCount, symbol < Self.laterReadyCounts[1] else { return }
    let count = missCount.wrappingAdd(1, ordering: .relaxed).newValue
    if let step = Self.patience.firstIndex(of: count) { unpack(Self.laterReadyCounts[step]) }
  }

  /// The strings that are unpacked, valid as long as this object.
  @inline(__always)
  var ready: ReadyStrings {
    unsafe current.load(ordering: .acquiring).takeUnretainedValue()
  }

  /// Unpacks the first `wanted` strings; leaves it at those before if one is damaged, or if there
  /// are not more.
  private func unpack(_ wanted: Int) {
    laterReady.withLock { kept in
      guard ready.count < min(wanted, count), let made = ReadyStrings(first: wanted, of: blocks)
      else { return }
      kept.append(made)
      unsafe current.store(Unmanaged.passUnretained(made), ordering: .releasing)
    }
  }

  /// The most frequent word of whose letters each is one of several.
  ///
  /// - Parameter letters: For each letter, the codes that it may have, in ascending order.
  /// - Returns: Its letters, and how many bits its code has; nil if there is none.
  func mostFrequentWord(_ letters: [[UInt8]]) -> (letters: [UInt8], bits: Int)? {
    guard let search = WordSearch(letters, in: blocks) else { return nil }
    for start in starts.starts(of: letters) {
      if let found = search.first(in: start) { return (found, start.bits) }
    }
    return nil
  }

  /// Calls `body` with every word whose first letters are each one of several, in letter code.
  ///
  /// - Parameter letters: For each of the first letters, the codes that it may have, in ascending
  ///   order.
  func forEachWord(startingWith letters: [[UInt8]], _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    for start in starts.starts(of: letters) {
      _ = unsafe blocks.forEach(in: start.symbols) { string in
        // The starts of few strings are those of fewer letters.
        let isWanted =
          unsafe string.count >= letters.count
          && zip(letters, string).allSatisfy { $0.contains($1) }
        if isWanted { unsafe body(string) }
        return true
      }
    }
  }
}
