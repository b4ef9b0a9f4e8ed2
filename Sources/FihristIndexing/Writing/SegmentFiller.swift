import FihristFormat
import FihristStorage

/// Fills segments one after the other: what all who add documents share.
///
/// It only says when a segment is full. The caller writes it, where and when that suits it best.
struct SegmentFiller: ~Copyable {
  private let schema: Schema
  /// Bytes that a segment under construction may take.
  private let memory: Int
  private var builder: SegmentBuilder?

  /// Makes a filler of segments of `schema`.
  ///
  /// - Parameter memory: Bytes that a segment under construction may take, with what writing it takes;
  ///   at least ``IndexingOptions/minimumMemory`` count.
  init(schema: Schema, memory: Int) {
    self.schema = schema
    self.memory = max(memory, IndexingOptions.minimumMemory)
  }

  /// Whether no document has come since the last segment was taken.
  var isEmpty: Bool {
    switch builder {
    case .some(let builder): builder.isEmpty
    case .none: true
    }
  }

  /// The bytes of memory that the segment under construction holds and that writing it will take.
  var memoryUsed: Int {
    switch builder {
    case .some(let builder): builder.memoryUsed
    case .none: 0
    }
  }

  /// Takes document `index` of `batch`, for which ``DocumentBatch/problem(of:schema:)`` found nothing.
  ///
  /// - Parameter sequence: The document's place in the whole input; above those of all before.
  /// - Returns: The segment before, if it was full; the document is in the next one then.
  /// - Throws: `IndexError` of kind `invalid` if there is no analyzer of the schema's name.
  mutating func add(
    _ index: Int, of batch: borrowing DocumentBatch, sequence: UInt64
  ) throws(IndexError) -> SegmentBuilder? {
    let isFull = isFull(for: batch.textByteCount(of: index))
    let full = isFull ? builder.take() : nil
    if isEmpty { builder = try SegmentBuilder(schema: schema) }
    try builder?.add(index, of: batch, sequence: sequence)
    return full
  }

  /// Ends the segment under construction, if there is one.
  mutating func take() -> SegmentBuilder? { builder.take() }

  private func isFull(for byteCount: Int) -> Bool {
    switch builder {
    case .some(let builder): builder.memoryUsed > memory || !builder.hasRoom(for: byteCount)
    case .none: false
    }
  }
}
