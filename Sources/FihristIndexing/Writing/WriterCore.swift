package import FihristFormat
@_spi(Threads) package import FihristStorage

/// Adds, replaces and deletes documents of an index, for threads: no call needs a task, and none
/// starts one. ``IndexWriter`` puts an actor around it.
///
///     let core = try WriterCore(IndexDirectory(path: "archive.index"))
///     try core.add(SourceDocument(key: "1", values: ["title": "…", "body": "…"]))
///     try core.commit()
///     while try core.mergeStep() {}
///     try core.close()
///
/// Any number of threads may call it at once. Calls that build or sync a segment do so in the
/// caller's thread, and other calls go on meanwhile; commits wait for each other.
///
/// A writer belongs to the process that opened it. A process that was created by `fork` may open a
/// writer itself. Its copy of the first process's writer does not write, merge or commit, and does
/// not free the lock.
///
/// If an operation throws because of the disk, what was not committed is lost:
/// ``commit(replacingUserData:)`` throws the same error until ``rollback()`` acknowledges the loss.
package final class WriterCore: Sendable {
  /// The directory of the index.
  package let directory: IndexDirectory
  /// The fields of its documents.
  package let schema: Schema

  let parameters: RankingParameters
  let options: IndexingOptions
  let numbers: SegmentNumbers
  let mergeShare: MergeShare
  let merges = Monitor(StartedMerges())

  private let lock: Monitor<WriterLock?>
  private let permit = WritePermit()
  private let changes: Monitor<PendingChanges>
  /// Held by the commit or rollback in progress.
  private let turn = Monitor(())
  /// Held while the next commit is being published.
  private let publication: Monitor<CommittedIndex>
  /// The last commit; never held for long.
  private let latest: Monitor<CommittedIndex>

  /// Opens the index in `directory`, or makes one.
  ///
  /// - Parameter schema: The fields; `nil` takes those of the index that is there, or an article's.
  /// - Throws: `IndexError`: `.locked` if there is another writer; `.invalid` if the index has
  ///   another schema, or if the directory holds other files and no index; `.unsupported`,
  ///   `.damaged` or `.storage`.
  package init(
    _ directory: IndexDirectory, schema: Schema? = nil, options: IndexingOptions = IndexingOptions()
  ) throws(IndexError) {
    try directory.requireIndexOrNothing()
    try directory.create()
    let parameters = try options.parameters(for: schema ?? .article, path: directory.path)
    lock = Monitor(try directory.lock())
    let index = try CommittedIndex(
      directory, schema: schema, parameters: parameters,
      inputMapping: options.inputMapping)
    var options = options
    options.limitMerges()
    self.directory = directory
    self.options = options
    self.schema = index.manifest.schema
    self.parameters = index.manifest.parameters
    numbers = SegmentNumbers(first: index.manifest.nextSegment)
    mergeShare = MergeShare(options.mergeShare)
    changes = Monitor(
      PendingChanges(
        schema: index.manifest.schema, memory: options.memory, threads: options.threads))
    publication = Monitor(index)
    latest = Monitor(index)
  }

  /// Frees the lock at once. Merges that other threads run for this writer stop soon, and change
  /// nothing in the directory from now on.
  deinit { release() }
}

// MARK: Changes

extension WriterCore {
  /// Adds a document, or replaces the one with the same key. Writes a segment if one is full.
  ///
  /// If memory is used up while another thread writes a segment, it waits for that thread.
  ///
  /// - Throws: `IndexError`: `.invalid` if the key is empty or longer than 1,024 bytes or a field
  ///   is not in the schema; `.storage`.
  package func add(_ document: SourceDocument) throws(IndexError) {
    let full = try changes.withLock(when: { $0.hasCapacity }) { (changes) throws(IndexError) in
      try changes.add(document, numbers: numbers, path: directory.path)
    }
    if let full { try write(full) }
  }

  /// Adds the documents of `batch` in order, each as ``add(_:)-(SourceDocument)`` does; all or none
  /// of them are taken, unless the disk fails.
  ///
  /// - Throws: `IndexError`: `.invalid` names the first document that cannot be indexed;
  ///   `.storage`.
  package func add(_ batch: DocumentBatch) throws(IndexError) {
    try batch.check(schema, path: directory.path)
    if options.threads > 1 { return try addInParts(batch) }
    for index in 0..<batch.count {
      let full = try changes.withLock(when: { $0.hasCapacity }) { (changes) throws(IndexError) in
        try changes.add(index, of: batch, numbers: numbers, path: directory.path)
      }
      if let full { try write(full) }
    }
  }

  /// Cuts a batch into a part for each thread of the options.
  private func addInParts(_ batch: DocumentBatch) throws(IndexError) {
    // Below some documents a thread costs more than it saves.
    let count = max(1, min(options.threads, batch.count / 16))
    let (lanes, first) = try changes.withLock(when: { $0.freeLaneCount >= count }) {
      (changes) throws(IndexError) in
      try changes.takeLanes(count, documents: batch.count, path: directory.path)
    }
    defer { changes.withLock { $0.giveBack(lanes) } }
    try forEach(of: count) { (number) throws(IndexError) in
      let range = batch.count * number / count..<batch.count * (number + 1) / count
      try self.add(range, of: batch, to: lanes[number], first: first)
    }
  }

  /// Adds some documents of a checked batch in the caller's thread.
  ///
  /// - Parameter first: The ordinal of the first document of the batch.
  private func add(
    _ range: Range<Int>, of batch: DocumentBatch, to lane: BatchLane, first: UInt64
  ) throws(IndexError) {
    for index in range {
      guard let builder = try lane.filler.add(index, of: batch, sequence: first + UInt64(index))
      else { continue }
      // The epoch cannot end meanwhile: that waits for all lanes.
      let epoch = changes.withLock { $0.epoch }
      let full = FullSegment(builder, number: numbers.next(), epoch: epoch)
      changes.withLock { $0.start(full) }
      try write(full)
    }
  }

  /// Calls `body` with each number below `count`, each in a thread of its own.
  ///
  /// - Throws: The error of the first number that has one, when all are done.
  private func forEach(
    of count: Int, _ body: @escaping @Sendable (Int) throws(IndexError) -> Void
  ) throws(IndexError) {
    if count == 1 { return try body(0) }
    let failures = Monitor<[Int: IndexError]>([:])
    WorkerThreads.run(count) { number in
      do throws(IndexError) { try body(number) } catch {
        failures.withLock { $0[number] = error }
      }
    }
    let first = failures.withLock { failures in failures.min { $0.key < $1.key }?.value }
    if let first { throw first }
  }

  /// Adds a document and leaves the writing of a full segment to the caller.
  ///
  /// - Returns: A full segment that the caller must pass to ``write(_:)``.
  func append(_ document: SourceDocument) throws(IndexError) -> FullSegment? {
    try changes.withLock { (changes) throws(IndexError) in
      try changes.add(document, numbers: numbers, path: directory.path)
    }
  }

  /// Whether ``append(_:)`` stays within the allowed memory.
  var hasCapacity: Bool { changes.withLock { $0.hasCapacity } }

  /// Writes and syncs a segment, in the caller's thread.
  func write(_ full: FullSegment) throws(IndexError) {
    guard let builder = full.take() else { return }
    try checkProcess()
    do {
      let built = try builder.write(to: directory, number: full.number, parameters: parameters)
      if !changes.withLock({ $0.finish(full, built) }) {
        revocableDirectory.removeSegment(full.number)
      }
    } catch {
      changes.withLock { $0.fail(full, error) }
      throw error
    }
  }

  /// Deletes the document of `key`, if there is one, as of the next commit.
  package func delete(key: String) throws(IndexError) {
    try changes.withLock { (changes) throws(IndexError) in
      try changes.delete([UInt8](key.utf8), path: directory.path)
    }
  }

  /// Deletes the documents of the last commit whose keys `keys` returns, as of the next commit.
  /// Documents that were added since under one of these keys stay.
  ///
  /// - Parameter keys: Called with the last commit. No other commit is made while it runs.
  /// - Returns: How many keys it returned.
  package func deleteCommitted<Failure: Error>(
    _ keys: () throws(Failure) -> [[UInt8]]
  ) throws -> Int {
    try turn.withLock { _ in
      let keys = try keys()
      try changes.withLock { try $0.deleteCommitted(keys, path: directory.path) }
      return keys.count
    }
  }
}

// MARK: Commits

extension WriterCore {
  /// Makes all changes so far durable and visible.
  ///
  /// - Parameter userData: Names and values that the commit carries. They replace all user data of
  ///   the last commit; `nil` keeps it.
  /// - Returns: The number of the commit; that of the last one if nothing has changed.
  /// - Throws: `IndexError`: `.invalid` for too much user data (nothing is then lost); `.storage`.
  @discardableResult
  package func commit(
    replacingUserData userData: [String: String]? = nil
  ) throws(IndexError) -> UInt64 {
    try turn.withLock { (_) throws(IndexError) in
      try commitInTurn(userData, isLast: false)
      return generation
    }
  }

  /// Commits, and refuses changes from then on; after an error it accepts them again.
  func commitForTheLastTime() throws(IndexError) {
    try turn.withLock { (_) throws(IndexError) in try commitInTurn(nil, isLast: true) }
  }

  private func commitInTurn(_ userData: [String: String]?, isLast: Bool) throws(IndexError) {
    try check()
    if let userData { try UserData.check(userData, path: directory.path) }
    let cut = changes.withLock(when: { $0.isQuiet }) { changes in
      defer { changes.isClosed = isLast }
      return changes.cut(numbers: numbers)
    }
    guard cut != nil || userData != nil else { return }
    do {
      let built = try cut.map { (cut) throws(IndexError) in try finish(cut) } ?? []
      _ = try publish(built, deletions: cut?.deletions ?? [:], userData: userData)
    } catch {
      changes.withLock {
        $0.fail(error)
        $0.isClosed = false
      }
      throw error
    }
  }

  /// Writes the segments of a commit that are not written yet.
  private func finish(_ cut: PendingChanges.Cut) throws(IndexError) -> [BuiltSegment] {
    let last = cut.last
    try forEach(of: last.count) { (number) throws(IndexError) in try self.write(last[number]) }
    return try changes.withLock(when: { !$0.isWriting(upTo: cut.epoch) }) {
      (changes) throws(IndexError) in try changes.takeWritten(upTo: cut.epoch)
    }
  }

  /// Publishes segments that were written elsewhere, in a commit of their own.
  ///
  /// - Parameter data: User data to add to that of the last commit.
  /// - Throws: `IndexError`; the files of the segments are then removed.
  func publish(
    _ built: [BuiltSegment], adding data: [String: String] = [:]
  ) throws(IndexError) -> CommittedIndex.Outcome {
    try turn.withLock { (_) throws(IndexError) in
      let userData = data.isEmpty ? nil : userData.merging(data) { $1 }
      return try publish(built, deletions: [:], userData: userData)
    }
  }

  private func publish(
    _ built: [BuiltSegment], deletions: [[UInt8]: UInt64], userData: [String: String]? = nil
  ) throws(IndexError) -> CommittedIndex.Outcome {
    do {
      return try change { (index) throws(IndexError) in
        try index.publish(
          built, deletions: deletions, nextSegment: numbers.limit, userData: userData)
      }
    } catch {
      discard(built)
      throw error
    }
  }

  /// Changes the committed index, one change after the other.
  func change<Result>(
    _ body: (inout CommittedIndex) throws(IndexError) -> Result
  ) throws(IndexError) -> Result {
    try publication.withLock { (index) throws(IndexError) in
      guard isOpen else { throw IndexError.closedWriter(directory.path) }
      try checkProcess()
      defer {
        // Keys and lengths were read here, and will not be read again soon.
        for segment in index.segments { segment.reader.releasePages() }
        latest.withLock { $0 = index }
      }
      return try body(&index)
    }
  }

  /// Discards all changes since the last commit.
  package func rollback() {
    turn.withLock { _ in discard(changes.withLock(when: { $0.isQuiet }) { $0.rollBack() }) }
  }

  /// Removes segments that will not be published.
  func discard(_ segments: [BuiltSegment]) {
    guard isOfThisProcess else { return }
    let index = committed
    for segment in segments { index.discard(segment.info.number, in: revocableDirectory) }
  }

  /// Refuses to work after closing, after a failure, and in another process.
  func check() throws(IndexError) {
    try checkProcess()
    try changes.withLock { (changes) throws(IndexError) in try changes.check(directory.path) }
  }
}

// MARK: Processes

extension WriterCore {
  /// Whether this process opened the writer, or the writer is closed.
  private var isOfThisProcess: Bool { lock.withLock { $0?.isOfThisProcess ?? true } }

  /// Refuses to change the directory in a process that was created by `fork`: the numbers of
  /// segments and commits are those of the first process.
  private func checkProcess() throws(IndexError) {
    guard !isOfThisProcess else { return }
    throw IndexError.invalid(
      directory.path, "the writer belongs to the process that created this one by fork",
      advice: "open a writer in this process when the other is closed")
  }
}

// MARK: The end

extension WriterCore {
  /// Whether the index is still locked for this writer.
  var isOpen: Bool { lock.withLock { $0 != nil } }

  /// Commits and frees the lock. The writer can then no longer be used.
  ///
  /// - Throws: as ``commit(replacingUserData:)``; the writer stays open then.
  package func close() throws(IndexError) {
    guard isOpen else { return }
    try commitForTheLastTime()
    release()
  }

  /// Frees the lock and drops what was not committed.
  ///
  /// Merges that other threads run for this writer are cancelled, and change nothing in the
  /// directory from now on.
  package func release() {
    changes.withLock { $0.isClosed = true }
    // A commit that is being published ends first, and no other starts.
    let taken = publication.withLock { _ in lock.withLock { $0.take() } }
    guard let taken else { return }
    guard taken.isOfThisProcess else { return permit.revoke() }
    rollback()
    let unfinished = merges.withLock { $0.cancelAll() }
    permit.revoke()
    for number in unfinished { committed.discard(number) }
    withExtendedLifetime(taken) {}
  }

  /// Removes an index that this writer created and never committed to.
  func withdrawIfNew() { committed.withdraw() }

  /// The directory, in which nothing is changed after ``release()``.
  var revocableDirectory: IndexDirectory { directory.revocable(by: permit) }
}

// MARK: The last commit

extension WriterCore {
  /// The last commit.
  var committed: CommittedIndex { latest.withLock { $0 } }

  /// Live documents of the last commit.
  package var documentCount: Int { Int(latest.withLock { $0.liveCount }) }

  /// Segments of the last commit.
  package var segmentCount: Int { latest.withLock { $0.segments.count } }

  /// Bytes of the segments of the last commit.
  var byteCount: UInt64 { latest.withLock { $0.segments.reduce(0) { $0 + $1.info.byteCount } } }

  /// The number of the last commit.
  package var generation: UInt64 { latest.withLock { $0.manifest.generation } }

  /// The user data of the last commit.
  package var userData: [String: String] { latest.withLock { $0.manifest.userData } }
}
