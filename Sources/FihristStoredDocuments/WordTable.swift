internal import FihristStorage

/// The words and separators of a segment's prose: strings of letters, each with a number.
///
/// The numbers below ``firstWord`` are symbols that are not text. The slots are at most three
/// quarters full and hold the first eight letters, so that few look-ups read more than a slot.
/// Nothing that is written to disk depends on the keyed hash or on the numbers.
@safe
struct WordTable: ~Copyable, @unchecked Sendable {
  // Sendable because the memory belongs to this value alone and the value cannot be copied.

  /// The symbol at the end of a document.
  static let end: UInt32 = 0

  /// The symbol of the empty separator between two pieces of a word.
  static let join: UInt32 = 65

  /// The number of the first string that is text.
  static let firstWord: UInt32 = 66

  /// The symbol at the start of a value of `field`.
  static func field(_ field: Int) -> UInt32 { UInt32(field) + 1 }

  private struct Slot: ProbingSlot {
    /// The first eight letters; shorter strings are padded with zeros.
    var key: UInt64
    /// 24 bits of hash and one more than the number of letters; 0 means that the slot is empty.
    var tag: UInt32
    var number: UInt32

    static var empty: Slot { Slot(key: 0, tag: 0, number: 0) }

    @inline(__always)
    var isEmpty: Bool { tag == 0 }
  }

  private struct Piece: BitwiseCopyable {
    var key: UInt64
    var hash: UInt64
    var start: UInt32
    var count: UInt32

    var tag: UInt32 { UInt32(truncatingIfNeeded: hash &>> 32) & ~0xFF | (count &+ 1) }
  }

  /// How many pieces of text are looked up together, so that their cache misses overlap.
  private static let batch = 128

  private var slots = ProbingSlots<Slot>(bits: 8)
  private let pieces: UnsafeMutablePointer<Piece>
  private let firsts: UnsafeMutablePointer<Slot>
  private var letters: [UInt8] = []
  /// Where each string starts in `letters`, and where the last ends.
  private var starts: [UInt32] = [0]
  private let hashing = KeyedHash()

  /// Makes a table of the symbols that are not text.
  init() {
    unsafe pieces = .allocate(capacity: Self.batch)
    unsafe firsts = .allocate(capacity: Self.batch)
    add([LetterCode.scalarEscape, 64])
    for field in 0..<StoredDocument.maximumFieldCount {
      add([LetterCode.scalarEscape, UInt8(field)])
    }
    let empty = Piece(key: 0, hash: hash(of: 0, 0), start: 0, count: 0)
    let none: [UInt8] = [0]
    _ = unsafe none.withUnsafeBufferPointer { unsafe insert(empty, in: $0.baseAddress!) }
  }

  deinit {
    unsafe pieces.deallocate()
    unsafe firsts.deallocate()
  }

  /// How many numbers there are.
  var count: Int { starts.count - 1 }

  /// The bytes of memory that it holds.
  var byteCount: Int {
    slots.count * MemoryLayout<Slot>.stride + letters.count + 4 * starts.count
  }

  /// Frees the slots: no string can be looked up any more.
  mutating func dropSlots() { slots = ProbingSlots(bits: 0) }

  /// Whether the offsets of `byteCount` more bytes of letter code still fit in 32 bits.
  func hasSpace(for byteCount: Int) -> Bool { letters.count + byteCount < Int(UInt32.max) }

  /// The letters of the string `number`.
  func letters(of number: UInt32) -> ArraySlice<UInt8> {
    letters[Int(starts[Int(number)])..<Int(starts[Int(number) + 1])]
  }

  /// Calls `body` with all letters and where each string starts in them.
  func withStrings<Result>(
    _ body: (UnsafePointer<UInt8>, UnsafePointer<UInt32>) -> Result
  ) -> Result {
    unsafe letters.withUnsafeBufferPointer { letters in
      unsafe starts.withUnsafeBufferPointer { starts in
        unsafe body(letters.baseAddress!, starts.baseAddress!)
      }
    }
  }

  private mutating func add(_ string: [UInt8]) {
    letters += string
    starts.append(UInt32(letters.count))
  }
}

extension WordTable {
  /// Appends the symbols of `text`, whole letter code; 8 bytes past its end must be readable.
  mutating func append(_ text: UnsafeBufferPointer<UInt8>, to symbols: inout GrowingBuffer<UInt32>)
  {
    guard let base = text.baseAddress else { return }
    var next = 0
    unsafe WordLetters.kinds.withUnsafeBufferPointer { kinds in
      while next < text.count {
        let found = unsafe scan(base, count: text.count, from: &next, kinds: kinds.baseAddress!)
        symbols.reserve(found)
        let mask = slots.mask
        for index in 0..<found {
          unsafe firsts[index] = slots.base[Int(truncatingIfNeeded: pieces[index].hash) & mask]
        }
        for index in 0..<found {
          let piece = unsafe pieces[index]
          // A copy, which stays valid while new words in the batch make the table grow.
          let slot = unsafe firsts[index]
          if unsafe isEqual(slot, piece, in: base) {
            symbols.append(slot.number)
          } else {
            unsafe symbols.append(number(of: piece, in: base))
          }
        }
      }
    }
  }

  /// The number of `string`, at most 255 letters, with 8 more readable bytes after them; a new
  /// number if the string is new.
  mutating func number(of string: UnsafeBufferPointer<UInt8>) -> UInt32 {
    guard let base = string.baseAddress, string.count > 0 else { return Self.join }
    let piece = unsafe piece(in: base, from: 0, count: string.count)
    return unsafe number(of: piece, in: base)
  }

  /// Splits text into words and separators until the batch is full. A single space between two
  /// words is implied, and two words without a separator need the empty separator.
  @inline(__always)
  private func scan(
    _ text: UnsafePointer<UInt8>, count: Int, from next: inout Int,
    kinds: UnsafePointer<UInt8>
  ) -> Int {
    var found = 0
    // One piece of text may add an empty separator.
    while next < count && found < Self.batch &- 1 {
      let start = next
      let end = unsafe WordLetters.end(of: start, in: text, count: count, kinds: kinds)
      unsafe pieces[found] = piece(in: text, from: start, count: end &- start)
      found &+= 1
      next = end
      if end == count { break }
      if unsafe kinds[Int(text[start])] == 0 { continue }
      if unsafe kinds[Int(text[end])] != 0 {
        unsafe pieces[found] = piece(in: text, from: end, count: 0)
        found &+= 1
      } else if unsafe text[end] == 0x20 && end &+ 1 < count
        && kinds[Int(text[end &+ 1])] != 0
      {
        next = end &+ 1
      }
    }
    return found
  }

  @inline(__always)
  private func piece(in text: UnsafePointer<UInt8>, from start: Int, count: Int) -> Piece {
    let key = unsafe Self.key(text + start, count: count)
    var hash = hash(of: key, count)
    var behind = 8
    while behind < count {
      let more = unsafe Self.key(text + start + behind, count: count &- behind)
      hash = KeyedHash.mix(hash ^ more, hashing.secret)
      behind &+= 8
    }
    return Piece(
      key: key, hash: hash, start: UInt32(truncatingIfNeeded: start),
      count: UInt32(truncatingIfNeeded: count))
  }

  /// The first 8 of `count` letters, the first in the lowest byte.
  @inline(__always)
  private static func key(_ letters: UnsafePointer<UInt8>, count: Int) -> UInt64 {
    let word = unsafe UnsafeRawPointer(letters).loadUnaligned(as: UInt64.self).littleEndian
    return count >= 8 ? word : word & ~(UInt64.max << UInt64(truncatingIfNeeded: 8 &* count))
  }

  @inline(__always)
  private func hash(of key: UInt64, _ count: Int) -> UInt64 {
    KeyedHash.mix(key ^ hashing.secret, hashing.seed ^ UInt64(truncatingIfNeeded: count))
  }

  @inline(__always)
  private func isEqual(
    _ slot: Slot, _ piece: Piece, in text: UnsafePointer<UInt8>
  ) -> Bool {
    guard slot.key == piece.key, slot.tag == piece.tag else { return false }
    return unsafe piece.count <= 8 || hasLetters(of: piece, in: text, at: slot.number)
  }

  @inline(never)
  private func hasLetters(
    of piece: Piece, in text: UnsafePointer<UInt8>, at number: UInt32
  ) -> Bool {
    let start = Int(starts[Int(number)])
    let first = unsafe text + Int(piece.start)
    return unsafe letters.withUnsafeBufferPointer { letters in
      // Words of eight letters from the ninth on; the last one may overlap the one before.
      let mine = unsafe letters.baseAddress! + start
      var offset = 8
      while offset < Int(piece.count) {
        offset = min(offset, Int(piece.count) - 8)
        if unsafe Self.key(mine + offset, count: 8) != Self.key(first + offset, count: 8) {
          return false
        }
        offset += 8
      }
      return true
    }
  }

  @inline(never)
  private mutating func number(of piece: Piece, in text: UnsafePointer<UInt8>) -> UInt32 {
    let mask = slots.mask
    var index = Int(truncatingIfNeeded: piece.hash) & mask
    while true {
      let slot = unsafe slots.base[index]
      if slot.isEmpty { return unsafe insert(piece, in: text) }
      if unsafe isEqual(slot, piece, in: text) { return slot.number }
      index = (index &+ 1) & mask
    }
  }

  private mutating func insert(_ piece: Piece, in text: UnsafePointer<UInt8>) -> UInt32 {
    let number = UInt32(count)
    unsafe letters.append(
      contentsOf: UnsafeBufferPointer(start: text + Int(piece.start), count: Int(piece.count)))
    starts.append(UInt32(letters.count))
    if 4 * (count + 1) > 3 * slots.count { grow() }
    slots.store(
      Slot(key: piece.key, tag: piece.tag, number: number),
      home: Int(truncatingIfNeeded: piece.hash))
    return number
  }

  @inline(never)
  private mutating func grow() {
    slots = slots.doubled { Int(truncatingIfNeeded: rehash($0)) }
  }

  /// The hash of the string in `slot`; the slot holds only part of the string.
  private func rehash(_ slot: Slot) -> UInt64 {
    let count = Int(slot.tag & 0xFF) - 1
    guard count > 8 else { return hash(of: slot.key, count) }
    let copy = Array(letters(of: slot.number)) + [UInt8](repeating: 0, count: 8)
    return unsafe copy.withUnsafeBufferPointer {
      unsafe piece(in: $0.baseAddress!, from: 0, count: count).hash
    }
  }
}
