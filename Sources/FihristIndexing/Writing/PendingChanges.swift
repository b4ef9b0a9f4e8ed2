import FihristFormat
import FihristStorage

/// The changes of a writer since the last commit. All operations work in memory and take
/// microseconds.
///
/// Changes belong to an epoch, which ends with a commit or a rollback. Segments of several epochs
/// may be written at the same time.
struct PendingChanges: ~Copyable {
  private let schema: Schema
  private let memory: Int
  private var filler: SegmentFiller
  /// What threads fill with batches, where there are several; those that a thread has are not here.
  private var lanes: [BatchLane]
  /// How many lanes threads have.
  private var busyLaneCount = 0
  private var batch = DocumentBatch()
  private(set) var epoch: UInt64 = 0
  /// Epochs below it were rolled back.
  private var firstKept: UInt64 = 0
  /// The number of the next change, counted over all changes.
  private var sequence: UInt64 = 0
  private var deletions: [[UInt8]: UInt64] = [:]
  private var written: [(epoch: UInt64, segment: BuiltSegment)] = []
  /// Segments that are being written, by number: their epochs and what they hold in memory.
  private var writing: [UInt64: (epoch: UInt64, memory: Int)] = [:]

  /// Why the changes are lost, if they are.
  private(set) var failure: IndexError?
  /// Whether changes are refused.
  var isClosed = false

  /// Starts without changes.
  ///
  /// - Parameters:
  ///   - memory: Bytes that segments may take, under construction and being written.
  ///   - threads: How many threads may fill segments with batches at once.
  init(schema: Schema, memory: Int, threads: Int = 1) {
    self.schema = schema
    self.memory = max(memory, IndexingOptions.minimumMemory)
    // A quarter is reserved for documents that arrive while a full segment is written.
    let share = self.memory / 4 * 3
    filler = SegmentFiller(schema: schema, memory: share / max(1, threads))
    lanes =
      threads < 2
      ? []
      : (0..<threads).map { _ in
        BatchLane(SegmentFiller(schema: schema, memory: share / threads))
      }
  }

  /// Whether another document can be taken within the allowed memory. Always true while nothing is
  /// being written, and for the first document of a segment.
  var hasCapacity: Bool {
    writing.isEmpty || filler.isEmpty
      || filler.memoryUsed + writing.values.reduce(0) { $0 + $1.memory } <= memory
  }
}

// MARK: Changes

extension PendingChanges {
  /// Takes a document, which replaces one with the same key.
  ///
  /// - Returns: A segment to write, if one is full.
  /// - Throws: `IndexError` of kind `invalid`: nothing was then taken.
  mutating func add(
    _ document: SourceDocument, numbers: SegmentNumbers, path: String
  ) throws(IndexError) -> FullSegment? {
    try check(path)
    batch.removeAll()
    let unknown = batch.append(document, schema: schema)
    guard unknown.isEmpty else {
      throw IndexError.invalid(
        path, "the schema has no field \"\(unknown.joined(separator: "\", \""))\"",
        advice: "use the fields \(schema.fields.map(\.name).joined(separator: ", "))")
    }
    if let problem = batch.problem(of: 0, schema: schema) {
      throw IndexError.invalid(
        path, "the document \"\(document.key)\" \(problem.message)", advice: problem.advice)
    }
    return try add(0, of: batch, numbers: numbers, path: path)
  }

  /// Takes document `index` of `batch`, for which ``DocumentBatch/problem(of:schema:)`` found
  /// nothing; otherwise as for a document that a program passes in.
  mutating func add(
    _ index: Int, of batch: DocumentBatch, numbers: SegmentNumbers, path: String
  ) throws(IndexError) -> FullSegment? {
    try check(path)
    let full = try filler.add(index, of: batch, sequence: sequence)
    sequence += 1
    return start(full, numbers)
  }

  /// How many lanes are free.
  var freeLaneCount: Int { lanes.count }

  /// Whether no thread has a lane.
  var isQuiet: Bool { busyLaneCount == 0 }

  /// Gives lanes for the parts of a batch to a thread, which must give them back. All at once: the
  /// ordinals of documents ascend in every lane.
  ///
  /// - Parameter count: How many, at most ``freeLaneCount``.
  /// - Returns: The lanes, and the ordinal of the first document of the batch.
  mutating func takeLanes(
    _ count: Int, documents: Int, path: String
  ) throws(IndexError) -> (lanes: [BatchLane], first: UInt64) {
    try check(path)
    defer {
      sequence += UInt64(documents)
      lanes.removeLast(count)
    }
    busyLaneCount += count
    // Those that were used last, so that small batches make few segments.
    return (lanes.suffix(count), sequence)
  }

  /// Takes lanes back.
  mutating func giveBack(_ taken: [BatchLane]) {
    lanes.append(contentsOf: taken)
    busyLaneCount -= taken.count
  }

  /// Deletes what was added under `key` before, in this epoch and in earlier ones.
  mutating func delete(_ key: [UInt8], path: String) throws(IndexError) {
    try check(path)
    deletions[key] = sequence
    sequence += 1
  }

  /// Deletes the documents of `keys` in earlier epochs; documents added since stay.
  mutating func deleteCommitted(_ keys: [[UInt8]], path: String) throws(IndexError) {
    try check(path)
    // 0 is below the sequence of every added document. A later deletion of the same key takes
    // precedence.
    for key in keys where deletions[key] == nil { deletions[key] = 0 }
  }

  /// Refuses changes after a failure and after closing.
  func check(_ path: String) throws(IndexError) {
    if isClosed { throw IndexError.closedWriter(path) }
    if let failure { throw failure }
  }

  /// Records that a segment is being written.
  mutating func start(_ full: FullSegment) {
    writing[full.number] = (full.epoch, full.memoryUsed)
  }

  private mutating func start(
    _ builder: consuming SegmentBuilder?, _ numbers: SegmentNumbers
  ) -> FullSegment? {
    guard let builder, !builder.isEmpty else { return nil }
    let full = FullSegment(builder, number: numbers.next(), epoch: epoch)
    start(full)
    return full
  }
}

// MARK: Writing

extension PendingChanges {
  /// Records that a segment was written.
  ///
  /// - Returns: Whether it is used; false if its epoch was rolled back.
  mutating func finish(_ full: FullSegment, _ segment: BuiltSegment) -> Bool {
    writing[full.number] = nil
    guard full.epoch >= firstKept else { return false }
    written.append((full.epoch, segment))
    return true
  }

  /// Records that a segment could not be written.
  mutating func fail(_ full: FullSegment, _ error: IndexError) {
    writing[full.number] = nil
    if full.epoch >= firstKept { fail(error) }
  }

  /// Everything since the last commit is lost.
  mutating func fail(_ error: IndexError) { failure = failure ?? error }
}

// MARK: Epochs

extension PendingChanges {
  /// The contents of one commit, except segments that are written or being written.
  struct Cut {
    var epoch: UInt64
    /// What was under construction.
    var last: [FullSegment]
    var deletions: [[UInt8]: UInt64]
  }

  /// Ends the epoch.
  ///
  /// - Returns: `nil` if nothing has changed in it; the epoch then continues.
  mutating func cut(numbers: SegmentNumbers) -> Cut? {
    let isFilled = !filler.isEmpty || lanes.contains { !$0.filler.isEmpty }
    let isUnchanged = !isFilled && deletions.isEmpty && written.isEmpty
    if isUnchanged, !isWriting(upTo: epoch) { return nil }
    var last: [FullSegment] = []
    if let full = start(filler.take(), numbers) { last.append(full) }
    for lane in lanes {
      if let full = start(lane.filler.take(), numbers) { last.append(full) }
    }
    defer {
      deletions = [:]
      epoch += 1
    }
    return Cut(epoch: epoch, last: last, deletions: deletions)
  }

  /// Whether any segment up to `epoch` that was not rolled back is still being written.
  func isWriting(upTo epoch: UInt64) -> Bool {
    writing.values.contains { $0.epoch >= firstKept && $0.epoch <= epoch }
  }

  /// The segments up to `epoch`, once none of them is being written.
  mutating func takeWritten(upTo epoch: UInt64) throws(IndexError) -> [BuiltSegment] {
    if let failure { throw failure }
    defer { written.removeAll { $0.epoch <= epoch } }
    return written.filter { $0.epoch <= epoch }.map(\.segment)
  }

  /// Discards all changes since the last commit.
  ///
  /// - Returns: Segments that were written and are not needed.
  mutating func rollBack() -> [BuiltSegment] {
    defer {
      written = []
      deletions = [:]
      failure = nil
      epoch += 1
      firstKept = epoch
    }
    _ = filler.take()
    for lane in lanes { _ = lane.filler.take() }
    return written.map(\.segment)
  }
}

extension IndexError {
  /// The error of every call on a writer that was closed.
  static func closedWriter(_ path: String) -> IndexError {
    .invalid(path, "the writer was closed", advice: "open a new writer")
  }
}
