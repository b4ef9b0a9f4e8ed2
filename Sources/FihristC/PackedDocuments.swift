internal import CFihrist
internal import Fihrist

/// Documents in three arrays: texts one behind the other, where each ends, and its field.
@safe struct PackedDocuments {
  private let texts: UnsafeBufferPointer<UInt8>
  private let ends: UnsafeBufferPointer<Int64>
  private let fields: UnsafeBufferPointer<Int32>

  /// Takes the arrays of a caller.
  ///
  /// - Throws: ``CallError`` for a null pointer with a length, a negative length, or ends that do
  ///   not ascend.
  init(
    _ texts: UnsafePointer<CChar>?, _ ends: UnsafePointer<Int64>?,
    _ fields: UnsafePointer<Int32>?, _ count: Int64
  ) throws {
    guard let count = Int(exactly: count), count >= 0 else {
      throw CallError("text_count", "it is negative", advice: "pass the number of texts")
    }
    let isNull = unsafe ends == nil || fields == nil
    guard count == 0 || !isNull else {
      throw CallError(
        "text_ends or fields", "it is NULL", advice: "pass arrays of \(count) numbers")
    }
    unsafe self.ends = UnsafeBufferPointer(start: ends, count: count)
    unsafe self.fields = UnsafeBufferPointer(start: fields, count: count)
    var last: Int64 = 0
    for index in unsafe self.ends.indices {
      let end = unsafe self.ends[index]
      guard end >= last else {
        throw CallError("text_ends", "they do not ascend", advice: "pass where each text ends")
      }
      last = end
    }
    unsafe self.texts = try Texts.buffer(texts, Int(last), "texts")
  }

  /// The documents.
  ///
  /// - Throws: ``CallError`` if the first text is not a key.
  func batch() throws -> DocumentBatch {
    var batch = DocumentBatch()
    var (start, isOpen) = (0, false)
    for index in unsafe ends.indices {
      let end = unsafe Int(ends[index])
      let text = unsafe UnsafeBufferPointer(rebasing: texts[start..<end])
      let field = unsafe fields[index]
      if field == FIHRIST_KEY {
        if isOpen { batch.end() }
        unsafe batch.begin(key: text)
        isOpen = true
      } else if isOpen {
        unsafe batch.append(field: Int(field), text)
      } else {
        throw CallError("fields", "the first text is not a key", advice: "start with FIHRIST_KEY")
      }
      start = end
    }
    if isOpen { batch.end() }
    return batch
  }
}
