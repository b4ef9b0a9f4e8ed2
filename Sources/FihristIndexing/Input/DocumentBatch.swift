/// Documents as bytes in one buffer. Parsers fill it and segment builders read it, without a string
/// or an array for any document.
///
///     batch.begin(key: key)
///     batch.append(field: 0, title)
///     batch.append(field: 1, body)
///     batch.end()
///
/// The texts should be UTF-8 and are not checked: other bytes are stored as they are and separate
/// words. A field is named by its ordinal in the schema; what belongs to a field that the schema
/// does not have is refused when the batch is added.
public struct DocumentBatch: Sendable {
  /// This many bytes past the end of any text of a batch can be read, so that words can be hashed
  /// one machine word at a time.
  package static let padding = 16

  /// One text of one document.
  package struct Value: Sendable, Hashable {
    /// The number of the field in the schema.
    package var field: Int

    /// Where the text lies in the buffer.
    package var text: Range<Int>
  }

  /// One document: the ranges of its key and its values.
  private struct Entry: Sendable {
    var key: Range<Int>
    var values: Range<Int>
  }

  private var storage = [UInt8](repeating: 0, count: DocumentBatch.padding)
  private var used = 0
  private var entries: [Entry] = []
  private var values: [Value] = []
  private var open: Entry?

  /// Makes an empty batch.
  public init() {}

  /// How many documents there are, without one that was started and not ended.
  public var count: Int { entries.count }

  /// Whether it has no documents.
  public var isEmpty: Bool { entries.isEmpty }

  /// How many bytes the keys and texts take.
  public var byteCount: Int { used }

  /// Forgets all documents and keeps the memory.
  public mutating func removeAll() {
    used = 0
    entries.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
    open = nil
  }

  /// Frees the memory of a batch that once held far more than most do.
  mutating func shrink() {
    if storage.count > 8 << 20 { self = DocumentBatch() }
  }

  /// The range in the buffer of the key of document `index`.
  package func key(of index: Int) -> Range<Int> { entries[index].key }

  /// The values of document `index` in the order of the schema's fields; values of one field in the
  /// order in which they were appended.
  package func values(of index: Int) -> ArraySlice<Value> { values[entries[index].values] }

  /// Calls `body` with the buffer; ``padding`` more bytes past its end can be read.
  package func withBytes<Result, Failure: Error>(
    _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try unsafe storage.withUnsafeBufferPointer { (all) throws(Failure) -> Result in
      try unsafe body(UnsafeBufferPointer(rebasing: all[..<used]))
    }
  }

  /// A copy of the buffer's bytes in `range`.
  package func bytes(in range: Range<Int>) -> [UInt8] { [UInt8](storage[range]) }
}

extension DocumentBatch {
  /// Starts a document. One that was started before and not ended is forgotten.
  public mutating func begin(key: UnsafeBufferPointer<UInt8>) {
    cancel()
    let start = used
    unsafe append(key)
    open = Entry(key: start..<used, values: values.count..<values.count)
  }

  /// Adds a text to the document that was started.
  ///
  /// - Parameters:
  ///   - field: The number of the field in the schema. A second text of the same field follows the
  ///     first as a second value of that field.
  ///   - text: UTF-8, not checked.
  public mutating func append(field: Int, _ text: UnsafeBufferPointer<UInt8>) {
    let start = used
    unsafe append(text)
    values.append(Value(field: field, text: start..<used))
  }

  /// Adds a text that `fill` writes: it is given memory for `byteLimit` bytes and returns how many
  /// it wrote, so that a parser can resolve escapes without an intermediate copy.
  package mutating func append(
    field: Int, byteLimit: Int, _ fill: (UnsafeMutableBufferPointer<UInt8>) -> Int
  ) {
    let start = used
    reserve(byteLimit)
    let count = unsafe storage.withUnsafeMutableBufferPointer { all in
      unsafe fill(UnsafeMutableBufferPointer(rebasing: all[start..<start + byteLimit]))
    }
    used += min(max(count, 0), byteLimit)
    values.append(Value(field: field, text: start..<used))
  }

  /// Ends the document that was started and adds it to the batch.
  public mutating func end() {
    guard var entry = open else { return }
    entry.values = entry.values.lowerBound..<values.count
    sortByField(entry.values)
    entries.append(entry)
    open = nil
  }

  /// Forgets the document that was ended last.
  package mutating func removeLast() {
    guard let entry = entries.popLast() else { return }
    cancel()
    used = entry.key.lowerBound
    values.removeSubrange(entry.values.lowerBound...)
  }

  /// Forgets the document that was started.
  public mutating func cancel() {
    guard let entry = open else { return }
    used = entry.key.lowerBound
    values.removeSubrange(entry.values.lowerBound...)
    open = nil
  }

  /// Sorts the values of one document by field. An insertion sort, because they are few and nearly
  /// always in order already; values of equal fields keep their order.
  private mutating func sortByField(_ range: Range<Int>) {
    for index in range.dropFirst() {
      let value = values[index]
      var target = index
      while target > range.lowerBound, values[target - 1].field > value.field {
        values[target] = values[target - 1]
        target -= 1
      }
      values[target] = value
    }
  }

  private mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    reserve(bytes.count)
    guard let source = bytes.baseAddress else { return }
    let start = used
    unsafe storage.withUnsafeMutableBufferPointer { all in
      unsafe (all.baseAddress! + start).update(from: source, count: bytes.count)
    }
    used += bytes.count
  }

  /// Reserves memory for `byteCount` more bytes and the padding.
  private mutating func reserve(_ byteCount: Int) {
    let missing = used + byteCount + DocumentBatch.padding - storage.count
    guard missing > 0 else { return }
    let old = storage
    let byteCount = old.count + max(missing, old.count)
    storage = unsafe [UInt8](unsafeUninitializedCapacity: byteCount) { memory, count in
      guard let base = memory.baseAddress else { return }
      unsafe old.withUnsafeBufferPointer { old in
        if let first = old.baseAddress { unsafe base.initialize(from: first, count: used) }
      }
      unsafe (base + used).initialize(repeating: 0, count: byteCount - used)
      count = byteCount
    }
  }
}

extension DocumentBatch {
  /// Starts a document whose key is a string.
  public mutating func begin(key: String) {
    var key = key
    key.withUTF8 { unsafe begin(key: $0) }
  }

  /// Adds a text that is a string.
  public mutating func append(field: Int, _ text: String) {
    var text = text
    text.withUTF8 { unsafe append(field: field, $0) }
  }
}
