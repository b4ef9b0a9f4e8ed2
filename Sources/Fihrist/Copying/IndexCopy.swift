/// A copy of an index's newest commit in another directory: a backup, or a restored backup.
///
///     try IndexCopy(from: "articles.index", to: "/backup/2026-11-25").run()
///
/// It is consistent while a writer works on the source: files are never changed once they are
/// published, and they are all open before the first is copied. The source needs no lock. The
/// target becomes an index with the last step, a durable commit; until then it is unchanged.
public struct IndexCopy: Sendable, Hashable {
  /// What was copied.
  public struct Summary: Sendable, Hashable {
    /// The number of the commit in the target.
    public var generation: UInt64
    /// Documents that are found.
    public var documents: Int
    /// Segments.
    public var segments: Int
    /// Files of the segments.
    public var files: Int
    /// Those of them that share their bytes with the source.
    public var linkedFiles: Int
    /// Bytes of all files of the segments.
    public var byteCount: UInt64
  }

  /// The directory of the index that is copied.
  public var source: String

  /// The directory of the copy.
  public var target: String

  /// Whether an index in the target is replaced. Its writer's lock is needed for that; its readers
  /// keep the commit they have until they refresh. Otherwise the target must be empty or not there.
  public var replacesTarget = false

  /// Whether the copy shares files with the source (hard links) where the file system can do that.
  /// They cost no time and no space, but a disk that loses one loses it for both.
  public var sharesFiles = true

  /// Makes a copy operation; nothing is done before ``run(progress:isCancelled:)``.
  public init(from source: String, to target: String) {
    self.source = source
    self.target = target
  }

  /// Copies, and compares every page of the source and of what was copied with its checksum before
  /// the target becomes an index.
  ///
  /// Leftovers in the target of a copy that was killed, or interrupted by a power failure, are
  /// removed first.
  ///
  /// - Parameters:
  ///   - progress: Called with the bytes that are done and all bytes.
  ///   - isCancelled: Called before each file.
  /// - Throws: ``/FihristStorage/IndexError``: `.notFound` or `.damaged` for the source, `.invalid`
  ///   if the target is not empty, `.locked`, `.storage`; or `CancellationError`. The target is
  ///   then unchanged, except that an empty directory exists.
  @discardableResult
  public func run(
    progress: (UInt64, UInt64) -> Void = { _, _ in }, isCancelled: () -> Bool = { false }
  ) throws -> Summary {
    try run(into: IndexDirectory(path: target), progress: progress, isCancelled: isCancelled)
  }

  /// Copies into `directory`, which is ``target``.
  package func run(
    into directory: IndexDirectory, progress: (UInt64, UInt64) -> Void = { _, _ in },
    isCancelled: () -> Bool = { false }
  ) throws -> Summary {
    let origin = IndexDirectory(path: source)
    let commit = try CommitFiles.newest(in: origin)
    try directory.requireApart(from: origin)
    // Checked before anything is created there, and again under the lock.
    try checkTarget(directory)
    try directory.create()
    let lock = try directory.lock()
    defer { withExtendedLifetime(lock) {} }
    try checkTarget(directory)
    if !replacesTarget { try UnfinishedCopy(directory: directory).removeFiles() }
    let plan =
      replacesTarget
      ? try CommitPlan(commit.manifest, following: directory) : CommitPlan(commit.manifest)
    let linked = try put(
      commit, plan: plan, into: directory, progress: progress, isCancelled: isCancelled)
    // The commit is durable; files that remain are removed by the next writer.
    try? plan.manifest.removeUnreferenced(in: directory)
    // What is remembered of input files is of the index that was replaced. Its parts stay if the
    // backup is of the same index, and they say what they said when it was made.
    try? ImportNotes.removeAll(butThoseOf: plan.manifest.userData, in: directory)
    return Summary(
      generation: plan.manifest.generation,
      documents: plan.manifest.segments.reduce(0) { $0 + Int($1.liveCount) },
      segments: plan.manifest.segments.count, files: commit.files.count, linkedFiles: linked,
      byteCount: commit.byteCount)
  }

  private func checkTarget(_ directory: IndexDirectory) throws(IndexError) {
    if !replacesTarget { try directory.requireEmpty(allowing: UnfinishedCopy.isAll) }
  }

  /// Copies the files into `directory` and commits them; removes them if anything goes wrong. The
  /// marker of an unfinished copy stays until the commit is durable or all its files are removed.
  ///
  /// - Returns: How many are shared.
  private func put(
    _ commit: CommitFiles, plan: CommitPlan, into directory: IndexDirectory,
    progress: (UInt64, UInt64) -> Void, isCancelled: () -> Bool
  ) throws -> Int {
    let unfinished = UnfinishedCopy(directory: directory)
    try unfinished.start()
    var transaction = CommitTransaction(in: directory)
    var placed: [String] = []
    var linked = 0
    let total = commit.byteCount
    var done: UInt64 = 0
    do {
      for file in commit.files {
        if isCancelled() { throw CancellationError() }
        let start = done
        let summary = plan.summary(of: file)
        placed.append(summary.name)
        let copier = FileCopier(source: commit.directory, target: directory, links: sharesFiles)
        if try copier.copy(file, as: summary, progress: { progress(start + $0, total) }) {
          linked += 1
        }
        done += summary.byteCount
      }
      try transaction.publish(plan.manifest)
    } catch {
      // The files of an unconfirmed commit must stay.
      if transaction.isConfirmed { try? unfinished.remove(placed) }
      throw error
    }
    return linked
  }
}
