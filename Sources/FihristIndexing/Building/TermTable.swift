import FihristStorage
import FihristText

/// The terms of one space of a segment under construction, each with a number.
@safe
struct TermTable: ~Copyable {
  /// Where a term's bytes lie in the arena of `table`.
  struct TermBytes: BitwiseCopyable {
    var offset: UInt32
    var byteCount: UInt32
  }

  private var table: ByteStringTable
  private var termBytes: GrowingBuffer<TermBytes>
  private var copy = GrowingBuffer<UInt8>(capacity: WordTerms.maximumTermByteCount)

  /// Makes a table with the memory for `1 << bits` terms; it grows.
  init(bits: Int = 11) {
    table = ByteStringTable(bits: bits)
    termBytes = GrowingBuffer(capacity: 2 << bits)
  }

  /// How many terms there are.
  var count: Int { termBytes.count }

  /// The bytes of memory it holds.
  var memoryUsed: Int { table.memoryUsed + termBytes.byteCount }

  /// Whether `byteCount` more bytes of terms still fit.
  func hasSpace(for byteCount: Int) -> Bool { table.hasSpace(for: byteCount) }

  /// The bytes of term `index`, valid until the next new term.
  func term(_ index: Int) -> UnsafeBufferPointer<UInt8> {
    let bytes = unsafe termBytes.base[index]
    return unsafe UnsafeBufferPointer(
      start: table.arena.base + Int(bytes.offset), count: Int(bytes.byteCount))
  }

  /// The numbers of all terms in the order of their bytes.
  func byteOrder() -> GrowingBuffer<UInt32> {
    unsafe ByteOrder.sorted(count: count) { unsafe term($0) }
  }

  /// The number of term `index` of `word`; a new number if the term is new.
  mutating func number(ofTerm index: Int, of word: borrowing WordTerms) -> UInt32 {
    // Copied, because hashing reads a little past the end of the bytes.
    copy.truncate(to: 0)
    unsafe word.withBytes(of: index) { unsafe copy.append(contentsOf: $0) }
    return unsafe number(of: copy.base, count: copy.count)
  }

  /// The number of the string of `count` bytes at `bytes`; a new number if the string is new.
  ///
  /// - Parameter bytes: Up to 16 bytes past their end are read.
  mutating func number(of bytes: UnsafePointer<UInt8>, count: Int) -> UInt32 {
    let tag = unsafe table.tag(bytes, count: count)
    if let known = unsafe table.value(of: bytes, count, tag: tag) { return known }
    let number = UInt32(termBytes.count)
    let offset = unsafe table.insert(bytes, count: count, tag: tag, value: number)
    termBytes.append(TermBytes(offset: offset, byteCount: UInt32(count)))
    return number
  }
}
