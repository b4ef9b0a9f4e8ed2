/// Texts one behind the other.
enum PackedTexts {
  /// Copies the texts of a caller.
  ///
  /// - Throws: ``CallError`` for a null pointer, ends that do not ascend, or bytes that are not
  ///   UTF-8.
  static func read(
    _ texts: UnsafePointer<CChar>?, _ ends: UnsafePointer<Int64>?, _ count: Int64
  ) throws -> [String] {
    let isNull = unsafe ends == nil
    guard let count = Int(exactly: count), count >= 0, count == 0 || !isNull else {
      throw CallError("query_ends", "it is NULL", advice: "pass where each text ends")
    }
    var all: [String] = []
    all.reserveCapacity(count)
    var start = 0
    let ends = unsafe UnsafeBufferPointer(start: ends, count: count)
    for index in ends.indices {
      guard let end = unsafe Int(exactly: ends[index]), end >= start else {
        throw CallError("query_ends", "they do not ascend", advice: "pass where each text ends")
      }
      let from = unsafe texts.map { unsafe $0 + start }
      all.append(unsafe try Texts.read(from, end - start, "query \(all.count)"))
      start = end
    }
    return all
  }
}
