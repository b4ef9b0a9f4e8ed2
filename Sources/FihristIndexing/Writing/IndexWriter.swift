public import FihristFormat
public import FihristStorage

/// Adds, replaces and deletes documents of an index. There is one writer per index at a time; it
/// holds the index's lock until it is closed or dropped.
///
///     let writer = try IndexWriter(path: "archive.index")
///     try await writer.add(SourceDocument(key: "1", values: ["title": "…", "body": "…"]))
///     try await writer.commit()
///     try await writer.close()
///
/// What was added is on disk and seen by new searches after ``commit(userData:)`` returns, and not
/// before. Merging runs in the background; searches that are under way see the commit they began
/// with. Who adds faster than merges can follow is made to wait (``MergePolicy/segmentLimit``).
///
/// If an operation throws because of the disk, what was not committed is lost: ``commit(userData:)``
/// throws the same error until ``rollback()`` says that the caller knows.
public actor IndexWriter {
  package nonisolated let directory: IndexDirectory
  nonisolated let numbers: SegmentNumbers
  nonisolated let schema: Schema
  nonisolated let parameters: RankingParameters
  let options: IndexingOptions

  var index: CommittedIndex
  var merging: MergeState
  nonisolated let lock: HeldLock
  private var builder: SegmentBuilder?
  private var batch = DocumentBatch()
  private var built: [BuiltSegment] = []
  private var deletions: [[UInt8]: UInt64] = [:]
  /// The place of the next change in the order of all.
  private var sequence: UInt64 = 0
  private var failure: IndexError?
  private var isClosing = false
  nonisolated let mergeShare: MergeShare

  /// Opens the index at `path`, or makes one.
  ///
  /// - Parameters:
  ///   - path: The directory of the index; created if it is not there.
  ///   - schema: The fields; `nil` takes those of the index that is there, or an article's.
  ///   - options: Memory and the rest; a writer inverts on one thread.
  /// - Throws: `IndexError`: `.locked` if there is another writer, `.invalid` if the index has
  ///   another schema, `.unsupported`, `.damaged` or `.storage`.
  public init(
    path: String, schema: Schema? = nil, options: IndexingOptions = IndexingOptions()
  ) throws(IndexError) {
    try self.init(IndexDirectory(path: path), schema: schema, options: options)
  }

  /// Opens the index in `directory`, or makes one.
  package init(
    _ directory: IndexDirectory, schema: Schema? = nil, options: IndexingOptions = IndexingOptions()
  ) throws(IndexError) {
    try directory.create()
    let lock = HeldLock(try directory.lock())
    let index = try CommittedIndex(
      directory, schema: schema, parameters: options.parameters,
      inputMapping: options.inputMapping)
    self.directory = directory
    self.lock = lock
    self.index = index
    self.options = options
    self.schema = index.manifest.schema
    parameters = index.manifest.parameters
    numbers = SegmentNumbers(first: index.manifest.nextSegment)
    mergeShare = MergeShare(options.mergeShare)
    merging = MergeState(
      MergeSchedule(
        policy: options.mergePolicy, isAutomatic: options.mergesInBackground,
        segments: index.candidates))
  }

  deinit { merging.running.values.forEach { $0.cancellation.cancel() } }

  /// Adds a document, in place of one with the same key.
  ///
  /// Waits for a merge first if too many segments wait for one.
  ///
  /// A document that has no searched field is kept for showing, and no word finds it. One that has
  /// searched fields must have a word in one of them, as records of inputs must: blanks and
  /// punctuation are not words. Date fields are kept as `Documentation/Dates.md` says.
  ///
  /// - Throws: `IndexError`: `.invalid` if the key is empty or longer than 1,024 bytes, a field is
  ///   not in the schema, or the searched fields have no word; `.storage`.
  public func add(_ document: SourceDocument) async throws(IndexError) {
    await waitForRoom()
    try addNow(document)
  }

  private func addNow(_ document: SourceDocument) throws(IndexError) {
    try check()
    try fillBatch(document)
    if let problem = batch.problem(of: 0, schema: schema) {
      throw IndexError.invalid(
        directory.path, "the document \"\(document.key)\" \(problem.message)",
        advice: problem.advice)
    }
    do {
      if builder?.hasRoom(for: batch.byteCount) == false { try flush() }
      if builder == nil { builder = try SegmentBuilder(schema: schema) }
      try builder?.add(0, of: batch, sequence: sequence)
      sequence += 1
      let budget = max(options.memory, IndexingOptions.minimumMemory)
      if let used = builder?.memoryUsed, used > budget { try flush() }
    } catch {
      failure = error
      throw error
    }
  }

  /// Deletes the document of `key`, if there is one, as of the next commit.
  public func delete(key: String) throws(IndexError) {
    try check()
    deletions[[UInt8](key.utf8)] = sequence
    sequence += 1
  }

  /// Deletes the documents that the last commit has of `keys`, as of the next commit; what was added
  /// since under one of them stays.
  package func deleteCommitted(keys: [[UInt8]]) throws(IndexError) {
    try check()
    // The place before all that was added. A deletion of the same key that came later says more.
    for key in keys where deletions[key] == nil { deletions[key] = 0 }
  }

  /// Makes everything so far durable and visible, and then waits for a merge if too many segments
  /// wait for one.
  ///
  /// - Parameter userData: Names and values that the commit carries, such as how far the source of the
  ///   documents was read; at most 65,536 bytes. They take the place of all that the last commit
  ///   carried; `nil` keeps those.
  /// - Returns: The number of the commit; that of the last one if nothing has changed.
  /// - Throws: `IndexError`: `.invalid` for too much user data, and nothing is lost then; `.storage`.
  @discardableResult
  public func commit(userData: [String: String]? = nil) async throws(IndexError) -> UInt64 {
    let generation = try commitNow(userData: userData)
    await waitForRoom()
    return generation
  }

  /// Commits without waiting for anybody.
  @discardableResult
  func commitNow(userData: [String: String]? = nil) throws(IndexError) -> UInt64 {
    try check()
    if let userData { try UserData.check(userData, path: directory.path) }
    guard builder != nil || !built.isEmpty || !deletions.isEmpty || userData != nil else {
      return index.manifest.generation
    }
    do {
      try flush()
      _ = try publish(built, userData: userData)
    } catch {
      failure = error
      throw error
    }
    return index.manifest.generation
  }

  /// Forgets everything since the last commit.
  public func rollback() {
    builder = nil
    discard(built)
    built = []
    deletions = [:]
    failure = nil
  }

  /// Commits, ends merges and gives the lock back. The writer cannot be used any more.
  public func close() async throws {
    guard lock.isHeld, !isClosing else { return }
    try commitNow()
    isClosing = true
    await stopMerging()
    lock.release()
  }

  /// The directory of the index.
  public nonisolated var path: String { directory.path }

  /// Ends the writer of an index of which nothing came, and an index that it made with it.
  func abandon() {
    index.withdraw()
    lock.release()
  }

  /// Live documents of the last commit.
  public var documentCount: Int { Int(index.liveCount) }

  /// Segments of the last commit.
  public var segmentCount: Int { index.segments.count }

  /// The number of the last commit.
  public var generation: UInt64 { index.manifest.generation }

  /// What the last commit says about itself; see ``commit(userData:)``.
  public var userData: [String: String] { index.manifest.userData }
}

extension IndexWriter {
  /// Publishes segments, together with the deletions so far, and looks for merges.
  func publish(
    _ segments: [BuiltSegment], userData: [String: String]? = nil
  ) throws(IndexError) -> CommittedIndex.Outcome {
    let outcome = try index.publish(
      segments, deletions: deletions, nextSegment: numbers.limit, userData: userData)
    deletions = [:]
    built = []
    perform(merging.schedule.handle(.published(index.candidates)))
    return outcome
  }

  /// Removes segments that will not be published.
  func discard(_ segments: [BuiltSegment]) {
    for segment in segments { index.discard(segment.info.number) }
  }

  func check() throws(IndexError) {
    if isClosing || !lock.isHeld {
      throw IndexError.invalid(
        directory.path, "the writer was closed", advice: "open a new writer")
    }
    if let failure { throw failure }
  }

  private func fillBatch(_ document: SourceDocument) throws(IndexError) {
    batch.removeAll()
    batch.begin(key: document.key)
    var found = 0
    for (field, definition) in schema.fields.enumerated() {
      guard let text = document.values[definition.name] else { continue }
      batch.append(field: field, text)
      found += 1
    }
    guard found == document.values.count else {
      let names = document.values.keys.filter { name in !schema.fields.contains { $0.name == name }
      }
      throw IndexError.invalid(
        directory.path, "the schema has no field \"\(names.sorted().joined(separator: "\", \""))\"",
        advice: "use the fields \(schema.fields.map(\.name).joined(separator: ", "))")
    }
    batch.end()
  }

  /// Writes the segment under construction.
  private func flush() throws(IndexError) {
    guard let full = builder.take(), !full.isEmpty else { return }
    built.append(
      try full.write(to: directory, number: numbers.next(), parameters: parameters))
  }
}
