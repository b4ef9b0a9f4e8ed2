import FihristFormat
import FihristStorage

/// What a segment under construction remembers of its documents, in the order of arrival.
@safe
struct DocumentTable: ~Copyable {
  /// One document.
  struct Entry: BitwiseCopyable {
    /// The ordinal of the document in the whole input.
    var sequence: UInt64
    /// Where its symbols begin.
    var symbolStart: UInt32
    /// How many symbols it has, holes among them.
    var symbolCount: UInt32
    /// Where its key begins.
    var keyOffset: UInt32
    /// Bytes of the key.
    var keyCount: UInt32
  }

  private(set) var entries = GrowingBuffer<Entry>(capacity: 1 << 10)
  private var keys = GrowingBuffer<UInt8>(capacity: 1 << 14)

  /// How many ends of fields each document has.
  let fieldCount: Int
  /// For each document and field, one more than the field's last position.
  private(set) var fieldEnds = GrowingBuffer<UInt32>()

  /// Makes an empty table that records where the `fieldCount` fields of each document end.
  init(fieldCount: Int) {
    self.fieldCount = fieldCount
  }

  /// How many documents there are.
  var count: Int { entries.count }

  /// The bytes of memory it holds.
  var memoryUsed: Int { entries.byteCount + keys.byteCount + fieldEnds.byteCount }

  /// Whether the offset of one more key still fits in 32 bits.
  var hasSpace: Bool { keys.count < Int(UInt32.max) - 2 * FormatLimits.keyByteCount }

  /// Document `index`.
  subscript(index: Int) -> Entry {
    @inline(__always) get { unsafe entries.elements[index] }
  }

  /// For each field of document `index`, one more than its last position; valid until the next
  /// change.
  func fieldEnds(_ index: Int) -> UnsafeBufferPointer<UInt32> {
    unsafe UnsafeBufferPointer(start: fieldEnds.base + index * fieldCount, count: fieldCount)
  }

  /// The key of document `index`, valid until the next change.
  func key(_ index: Int) -> UnsafeBufferPointer<UInt8> {
    let entry = self[index]
    return unsafe UnsafeBufferPointer(
      start: keys.base + Int(entry.keyOffset), count: Int(entry.keyCount))
  }

  /// Adds the end of the next field of the document that is added next.
  mutating func append(fieldEnd: UInt32) { fieldEnds.append(fieldEnd) }

  /// Adds a document, after its field ends were added; fills in where its key lies.
  mutating func append(_ entry: Entry, key: UnsafeBufferPointer<UInt8>) {
    assert(fieldEnds.count == (count + 1) * fieldCount)
    var entry = entry
    entry.keyOffset = UInt32(keys.count)
    entry.keyCount = UInt32(key.count)
    unsafe keys.append(contentsOf: key)
    entries.append(entry)
  }

  /// The documents in ascending order of their keys. Of documents with equal keys, only the last
  /// one added is there.
  ///
  /// - Parameter repeated: Gets the first few keys that several documents have.
  func keyOrder(repeated: inout RepeatedKeys) -> GrowingBuffer<UInt32> {
    var order = unsafe ByteOrder.sorted(count: count) { unsafe key($0) }
    var kept = 0
    for id in 0..<order.count {
      let index = unsafe order.base[id]
      if kept > 0,
        unsafe ByteOrder.compare(key(Int(index)), key(Int(order.base[kept - 1]))) == 0
      {
        kept -= 1
        unsafe repeated.add(Array(key(Int(index))))
      }
      unsafe order.base[kept] = index
      kept += 1
    }
    order.truncate(to: kept)
    return order
  }
}
