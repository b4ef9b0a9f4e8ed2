import FihristFormat
import FihristStorage

/// What a writer was given since the last commit. All of it happens in memory, in microseconds.
///
/// Changes belong to an epoch, which ends with a commit or a rollback. Segments of several epochs may
/// be being written at once.
struct PendingChanges: ~Copyable {
  private let schema: Schema
  private let memory: Int
  private var filler: SegmentFiller
  private var batch = DocumentBatch()
  private var epoch: UInt64 = 0
  /// Epochs below were rolled back.
  private var firstKept: UInt64 = 0
  /// The number of the next change in the order of all.
  private var sequence: UInt64 = 0
  private var deletions: [[UInt8]: UInt64] = [:]
  private var written: [(epoch: UInt64, segment: BuiltSegment)] = []
  /// Segments that are being written, by number: their epochs and what they hold in memory.
  private var writing: [UInt64: (epoch: UInt64, memory: Int)] = [:]

  /// Why the changes are lost, if they are.
  private(set) var failure: IndexError?
  /// Whether no change is taken any more.
  var isClosed = false

  /// Starts without changes.
  ///
  /// - Parameter memory: Bytes that segments may take, under construction and being written.
  init(schema: Schema, memory: Int) {
    self.schema = schema
    self.memory = max(memory, IndexingOptions.minimumMemory)
    // A quarter is for what comes while a full segment is being written.
    filler = SegmentFiller(schema: schema, memory: self.memory / 4 * 3)
  }

  /// Whether another document can be taken without more memory than was allowed. While nothing is
  /// being written that is always so, and it is for the first document of a segment.
  var hasCapacity: Bool {
    writing.isEmpty || filler.isEmpty
      || filler.memoryUsed + writing.values.reduce(0) { $0 + $1.memory } <= memory
  }
}

// MARK: Changes

extension PendingChanges {
  /// Takes a document, in place of one with the same key.
  ///
  /// - Returns: A segment to write, if one is full.
  /// - Throws: `IndexError` of kind `invalid`: then nothing was taken.
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
    let full = try filler.add(0, of: batch, sequence: sequence)
    sequence += 1
    return start(full, numbers)
  }

  /// Deletes what was added under `key` before, in this epoch and in earlier ones.
  mutating func delete(_ key: [UInt8], path: String) throws(IndexError) {
    try check(path)
    deletions[key] = sequence
    sequence += 1
  }

  /// Deletes what earlier epochs have of `keys`; what was added since stays.
  mutating func deleteCommitted(_ keys: [[UInt8]], path: String) throws(IndexError) {
    try check(path)
    // Below the sequence of all that was added. A deletion of the same key that came later says more.
    for key in keys where deletions[key] == nil { deletions[key] = 0 }
  }

  /// Refuses changes after a failure and after the end.
  func check(_ path: String) throws(IndexError) {
    if isClosed { throw IndexError.closedWriter(path) }
    if let failure { throw failure }
  }

  private mutating func start(
    _ builder: consuming SegmentBuilder?, _ numbers: SegmentNumbers
  ) -> FullSegment? {
    guard let builder, !builder.isEmpty else { return nil }
    let full = FullSegment(builder, number: numbers.next(), epoch: epoch)
    writing[full.number] = (epoch, full.memoryUsed)
    return full
  }
}

// MARK: Writing

extension PendingChanges {
  /// Takes note that a segment was written.
  ///
  /// - Returns: Whether it counts; not if its epoch was rolled back.
  mutating func finish(_ full: FullSegment, _ segment: BuiltSegment) -> Bool {
    writing[full.number] = nil
    guard full.epoch >= firstKept else { return false }
    written.append((full.epoch, segment))
    return true
  }

  /// Takes note that a segment could not be written.
  mutating func fail(_ full: FullSegment, _ error: IndexError) {
    writing[full.number] = nil
    if full.epoch >= firstKept { fail(error) }
  }

  /// Everything since the last commit is lost.
  mutating func fail(_ error: IndexError) { failure = failure ?? error }
}

// MARK: Epochs

extension PendingChanges {
  /// What one commit is made of, but for segments that are written or being written.
  struct Cut {
    var epoch: UInt64
    var last: FullSegment?
    var deletions: [[UInt8]: UInt64]
  }

  /// Ends the epoch.
  ///
  /// - Returns: `nil` if nothing has changed in it, and it goes on then.
  mutating func cut(numbers: SegmentNumbers) -> Cut? {
    let isUnchanged = filler.isEmpty && deletions.isEmpty && written.isEmpty
    if isUnchanged, !isWriting(upTo: epoch) { return nil }
    let last = start(filler.take(), numbers)
    defer {
      deletions = [:]
      epoch += 1
    }
    return Cut(epoch: epoch, last: last, deletions: deletions)
  }

  /// Whether segments up to `epoch` are being written that were not rolled back.
  func isWriting(upTo epoch: UInt64) -> Bool {
    writing.values.contains { $0.epoch >= firstKept && $0.epoch <= epoch }
  }

  /// The segments up to `epoch`, once none of them is being written.
  mutating func takeWritten(upTo epoch: UInt64) throws(IndexError) -> [BuiltSegment] {
    if let failure { throw failure }
    defer { written.removeAll { $0.epoch <= epoch } }
    return written.filter { $0.epoch <= epoch }.map(\.segment)
  }

  /// Forgets everything since the last commit.
  ///
  /// - Returns: Segments that were written for nothing.
  mutating func rollBack() -> [BuiltSegment] {
    defer {
      written = []
      deletions = [:]
      failure = nil
      epoch += 1
      firstKept = epoch
    }
    _ = filler.take()
    return written.map(\.segment)
  }
}

extension IndexError {
  /// The error of every call on a writer that was closed.
  static func closedWriter(_ path: String) -> IndexError {
    .invalid(path, "the writer was closed", advice: "open a new writer")
  }
}
