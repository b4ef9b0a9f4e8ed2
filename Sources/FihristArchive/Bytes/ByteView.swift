#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Bytes in memory that is owned elsewhere, with a check of every index.
///
/// Most of a text is read 8 bytes at a time, so the cost of the checks is negligible.
@safe struct ByteView {
  private let base: UnsafePointer<UInt8>

  /// How many bytes there are.
  let count: Int

  /// Makes a view of `bytes`, which must stay valid as long as the view is used.
  @unsafe init(_ bytes: UnsafeBufferPointer<UInt8>) {
    // An empty buffer may have no address; nothing is read through the substitute, because the
    // count is 0.
    unsafe base = bytes.baseAddress ?? UnsafePointer(bitPattern: 1)!
    count = bytes.count
  }

  /// The byte at `index`.
  subscript(index: Int) -> UInt8 {
    @inline(__always) get {
      precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "index beyond the bytes")
      return unsafe base[index]
    }
  }

  /// The 8 bytes from `index` on as a little-endian number; all of them must exist.
  @inline(__always) func word(at index: Int) -> UInt64 {
    precondition(index >= 0 && index <= count - 8, "word beyond the bytes")
    return unsafe UInt64(
      littleEndian: UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self))
  }

  /// The bytes in `range` as a buffer that lives as long as the memory of the view.
  @unsafe @inline(__always) func buffer(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "range beyond the bytes")
    return unsafe UnsafeBufferPointer(start: base + range.lowerBound, count: range.count)
  }

  /// The part in `range` as a view of its own; indices start at 0 again.
  func part(_ range: Range<Int>) -> ByteView { unsafe ByteView(buffer(range)) }

  /// The bytes in `range` as text; what is not UTF-8 shows as U+FFFD.
  func string(_ range: Range<Int>) -> String {
    unsafe String(decoding: buffer(range), as: UTF8.self)
  }

  /// Whether `magic` is at `offset`.
  func starts(with magic: [UInt8], at offset: Int = 0) -> Bool {
    count >= offset + magic.count && equals(offset..<offset + magic.count, magic)
  }

  /// Whether the bytes in `range` are those of `other`.
  @inline(__always) func equals(_ range: Range<Int>, _ other: [UInt8]) -> Bool {
    guard range.count == other.count else { return false }
    var offset = 0
    while offset < other.count {
      if self[range.lowerBound + offset] != other[offset] { return false }
      offset += 1
    }
    return true
  }
}

extension ByteView {
  /// The index of the first `byte` in `range`, or the end of the range.
  func firstIndex(of byte: UInt8, in range: Range<Int>) -> Int {
    let part = unsafe buffer(range)
    guard !part.isEmpty, let start = part.baseAddress,
      let found = unsafe memchr(start, Int32(byte), part.count)
    else { return range.upperBound }
    return unsafe range.lowerBound + (UnsafeRawPointer(found) - UnsafeRawPointer(start))
  }

  /// The index after the last line feed in `range`, or nil if there is none.
  func endOfLastLine(in range: Range<Int>) -> Int? {
    var index = range.upperBound
    // Eight bytes at once: a line may be many megabytes long.
    let feeds = ByteWord.repeating(UInt8(ascii: "\n"))
    while index - 8 >= range.lowerBound, ByteWord.zeroBytes(word(at: index - 8) ^ feeds) == 0 {
      index -= 8
    }
    while index > range.lowerBound {
      if self[index - 1] == UInt8(ascii: "\n") { return index }
      index -= 1
    }
    return nil
  }

  /// How many line feeds there are.
  func lineFeedCount() -> Int {
    var total = 0
    var index = 0
    while case let next = firstIndex(of: UInt8(ascii: "\n"), in: index..<count), next < count {
      total += 1
      index = next + 1
    }
    return total
  }
}
