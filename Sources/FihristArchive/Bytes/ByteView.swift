/// Bytes that somebody else keeps in memory, read with every index checked.
///
/// The bulk of a text is looked at 32 bytes at a time, so the checks cost nothing that shows.
@safe struct ByteView {
  /// How many bytes one step of ``vector(at:)`` covers.
  static let vectorWidth = 32

  private let base: UnsafePointer<UInt8>

  /// How many bytes there are.
  let count: Int

  /// Looks at `bytes`, which must stay where they are as long as the view is used.
  @unsafe init(_ bytes: UnsafeBufferPointer<UInt8>) {
    // An empty buffer may have no address; nothing is read through the stand-in, for count is 0.
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

  /// The 32 bytes from `index` on, all of which must exist.
  @inline(__always) func vector(at index: Int) -> SIMD32<UInt8> {
    precondition(index >= 0 && index <= count - Self.vectorWidth, "vector beyond the bytes")
    return unsafe UnsafeRawPointer(base + index).loadUnaligned(as: SIMD32<UInt8>.self)
  }

  /// The 8 bytes from `index` on as a little-endian number; all of them must exist.
  @inline(__always) func word(at index: Int) -> UInt64 {
    precondition(index >= 0 && index <= count - 8, "word beyond the bytes")
    return unsafe UInt64(
      littleEndian: UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self))
  }

  /// The bytes in `range` as a buffer that lives as long as the memory behind the view.
  @unsafe @inline(__always) func buffer(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "range beyond the bytes")
    return unsafe UnsafeBufferPointer(start: base + range.lowerBound, count: range.count)
  }

  /// The part in `range` as a view of its own; indices begin at 0 again.
  func part(_ range: Range<Int>) -> ByteView { unsafe ByteView(buffer(range)) }

  /// The bytes in `range` as text; what is no UTF-8 shows as U+FFFD.
  func string(_ range: Range<Int>) -> String {
    unsafe String(decoding: buffer(range), as: UTF8.self)
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
    var index = range.lowerBound
    let pattern = SIMD32<UInt8>(repeating: byte)
    while index + Self.vectorWidth <= range.upperBound, !any(vector(at: index) .== pattern) {
      index += Self.vectorWidth
    }
    while index < range.upperBound, self[index] != byte { index += 1 }
    return index
  }

  /// The index behind the last line feed in `range`, or nil if there is none.
  func endOfLastLine(in range: Range<Int>) -> Int? {
    var index = range.upperBound
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
    let feed = SIMD32<UInt8>(repeating: UInt8(ascii: "\n"))
    let zero = SIMD32<UInt8>(repeating: 0)
    let one = SIMD32<UInt8>(repeating: 1)
    while index + Self.vectorWidth <= count {
      // At most 255 steps, so that no lane of the sum overflows.
      var sum = zero
      var steps = 0
      while steps < 255, index + Self.vectorWidth <= count {
        sum &+= zero.replacing(with: one, where: vector(at: index) .== feed)
        index += Self.vectorWidth
        steps += 1
      }
      for lane in 0..<Self.vectorWidth { total += Int(sum[lane]) }
    }
    while index < count {
      if self[index] == UInt8(ascii: "\n") { total += 1 }
      index += 1
    }
    return total
  }
}
