/// A value for each of U+0600…U+06FF, found by the two bytes of its UTF-8 form, and one value for
/// any other two bytes: the inner loops look a letter up without decoding it.
///
/// Like ``ByteTable``, the memory is written once and never freed.
@safe
struct ArabicTable<Value: BitwiseCopyable & Sendable>: @unchecked Sendable {
  // Sendable because the memory is only read after `init`, and only this value has the address.
  private let base: UnsafePointer<Value>
  private let other: Value

  /// First bytes D8…DB, each with any second byte; a second byte that does not continue a scalar
  /// has `other`.
  private static var count: Int { 4 << 8 }

  /// Fills the table with `value` of each scalar.
  init(other: Value, _ value: (UInt32) -> Value) {
    let memory = UnsafeMutablePointer<Value>.allocate(capacity: Self.count)
    unsafe memory.initialize(repeating: other, count: Self.count)
    for scalar in UInt32(0x600)...0x6FF {
      let index = Self.index(of: FoldingTable.twoBytes(scalar))
      unsafe memory[Int(index)] = value(scalar)
    }
    unsafe base = UnsafePointer(memory)
    self.other = other
  }

  @inline(__always)
  private static func index(of pair: UInt16) -> UInt16 { pair.byteSwapped &- 0xD800 }

  /// The value for two bytes as they are in memory, the first in the lower half.
  @inline(__always)
  subscript(pair: UInt16) -> Value {
    let index = Self.index(of: pair)
    return index < Self.count ? unsafe base[Int(index)] : other
  }
}
