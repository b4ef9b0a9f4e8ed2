/// A repair of a damaged index, in one commit: readable documents are kept, and the others are
/// dropped and named.
///
///     let report = try IndexRepair(path: "articles.index").run()
///     print(report.lostKeys)
///
/// A damaged segment is not dropped as a whole: its live documents are indexed again from their
/// stored texts, as far as key and text can be read. If the newest manifests cannot be read, the
/// repair continues from the newest that can. Undamaged segments stay unchanged, byte for byte.
public struct IndexRepair: Sendable, Hashable {
  /// What a repair is doing.
  public enum Stage: Sendable, Hashable {
    /// It looks for damage; progress counts bytes.
    case checking
    /// It indexes documents again; progress counts documents.
    case saving
  }

  /// The directory of the index.
  public var path: String

  /// How much is checked to find damage.
  public var level = IndexCheck.Level.structure

  /// Whether all documents of a segment come back if its list of deleted documents cannot be read.
  /// Some of them may have been deleted, so by default they are dropped, unless the counts prove
  /// that all were live.
  public var restoresDeleted = false

  /// Bytes that segments under construction may take.
  public var memory = IndexingOptions().memory

  /// Makes a repair of an index; nothing is done before ``plan(progress:)`` or
  /// ``run(progress:isCancelled:)``.
  public init(path: String) {
    self.path = path
  }

  /// Finds out what a repair would do, and does nothing.
  ///
  /// - Throws: ``/FihristStorage/IndexError``: `.damaged` if no manifest can be read, so that
  ///   nothing is known about the segments; `.notFound`, `.unsupported` or `.storage`.
  public func plan(
    progress: (Stage, UInt64, UInt64) -> Void = { _, _, _ in }
  ) throws -> Report {
    try RepairPlan(self, in: IndexDirectory(path: path)) { progress(.checking, $0, $1) }.report
  }

  /// Repairs the index, under the writer's lock. An index that is whole is left as it is.
  ///
  /// - Parameters:
  ///   - progress: Called with the stage, how much of it is done, and its total.
  ///   - isCancelled: Called from time to time.
  /// - Throws: as ``plan(progress:)``, and `.locked`; or `CancellationError`. The index is then
  ///   unchanged.
  @discardableResult
  public func run(
    progress: (Stage, UInt64, UInt64) -> Void = { _, _, _ in },
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws -> Report {
    try run(in: IndexDirectory(path: path), progress, isCancelled)
  }

  /// Repairs the index in `directory`.
  func run(
    in directory: IndexDirectory,
    _ progress: (Stage, UInt64, UInt64) -> Void = { _, _, _ in },
    _ isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws -> Report {
    // Checked first, because the lock would create a file even without an index.
    _ = try Manifest.newest(in: directory)
    let lock = try directory.lock()
    defer { withExtendedLifetime(lock) {} }
    // What is visible may not be durable yet, and must be before anything is removed.
    try directory.synchronize()
    let plan = try RepairPlan(self, in: directory) { progress(.checking, $0, $1) }
    if isCancelled() { throw CancellationError() }
    if plan.report.isWhole { return plan.report }
    return try perform(
      plan, in: directory, progress: { progress(.saving, $0, $1) }, isCancelled: isCancelled)
  }

  private func perform(
    _ plan: RepairPlan, in directory: IndexDirectory, progress: (UInt64, UInt64) -> Void,
    isCancelled: @escaping @Sendable () -> Bool
  ) throws -> Report {
    var commit = try CommitReplacement(of: plan.manifest, in: directory)
    do {
      let saved = try save(plan, to: &commit, progress, isCancelled)
      let isWhole = plan.report.lost == 0 && plan.report.lostFields.isEmpty
      try commit.publish(plan.kept + saved, inputs: isWhole ? .none : .forgotten)
    } catch {
      commit.discard()
      throw error
    }
    // The commit is durable; files that remain are removed by the next writer.
    try? commit.manifest.removeUnreferenced(in: directory)
    var report = plan.report
    report.generation = commit.manifest.generation
    return report
  }

  /// Writes what can be saved into new segments.
  private func save(
    _ plan: RepairPlan, to commit: inout CommitReplacement, _ progress: (UInt64, UInt64) -> Void,
    _ isCancelled: @escaping @Sendable () -> Bool
  ) throws -> [SegmentInfo] {
    let total = UInt64(plan.report.saved)
    var segments: [SegmentInfo] = []
    var done: UInt64 = 0
    var indexer: StoredTextIndexer?
    for rescue in plan.rescues {
      switch rescue.fate {
      case .dropped: continue
      case .rewritten:
        if let info = try rescue.rewrite(to: &commit, isCancelled) { segments.append(info) }
        done += UInt64(rescue.saved.count)
      case .indexedAgain:
        if indexer == nil {
          indexer = try StoredTextIndexer(schema: plan.manifest.schema, memory: memory)
        }
        let columns = UnstoredColumns(rescue.remains)
        for (id, key) in rescue.saved {
          if isCancelled() { throw CancellationError() }
          guard let document = try rescue.remains.storedDocument(id) else { continue }
          try indexer?.add(key: key, document, id: id, columns, to: &commit)
          done += 1
          progress(done, total)
        }
      }
    }
    try indexer?.flush(to: &commit)
    return segments + (indexer?.segments ?? [])
  }
}
