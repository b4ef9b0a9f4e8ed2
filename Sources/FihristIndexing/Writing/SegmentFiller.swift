import FihristFormat
import FihristStorage

/// Fills segments one after the other; shared by everything that adds documents.
///
/// It only returns full segments. The caller decides where and when to write them.
struct SegmentFiller: ~Copyable {
  private let schema: Schema
  /// Bytes that a segment under construction may take.
  private let memory: Int
  private var builder: SegmentBuilder?

  /// Makes a filler of segments of `schema`.
  ///
  /// - Parameter memory: Bytes that a segment under construction may take, including those for
  ///   writing it; less than ``IndexingOptions/minimumMemory`` counts as that.
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

  /// Takes document `index` of `batch`, for which ``DocumentBatch/problem(of:schema:)`` found
  /// nothing.
  ///
  /// - Parameter sequence: The ordinal of the document in the whole input; above those of all
  ///   earlier documents.
  /// - Returns: The previous segment, if it was full; the document is then in the next one.
  /// - Throws: `IndexError` of kind `invalid` if this version lacks the schema's analyzer.
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
    case .some(let builder): builder.memoryUsed > memory || !builder.hasSpace(for: byteCount)
    case .none: false
    }
  }
}
