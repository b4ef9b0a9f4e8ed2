internal import FihristFormat
public import FihristIndexing
internal import FihristStorage

/// Reads files into an index, and remembers in the index which ones: a second import of the same
/// folders reads only what is new or has changed, and an import that was interrupted goes on where
/// its last commit stood.
///
///     let inputs = try ArchiveInputs(["articles"])
///     let work = try ArchiveImport(inputs, into: "articles.index")
///     let archive = work.feed()
///     let chosen = try archive.recognizeSchema()
///     let summary = try await work.run(archive, chosen)
///     let settled = try await work.settle()
///
/// A file is known by its path. It is unchanged if its length and its time of change are, or if
/// only the time is another one and its contents are the same. Of a file that has changed all
/// records are read again and replace documents by their keys. ``settle(options:)`` deletes the
/// documents of records that are not there any more. Streams are always read.
///
/// What is remembered is in files called `inputs-…` in the directory of the index, which the user
/// data of its commits name. Backups do not have them: everything is read again after a restore,
/// unless it replaces the index that the backup was made of, and its files are still there.
public struct ArchiveImport: Sendable {
  /// The files that are read.
  public let inputs: ArchiveInputs

  /// How many files there are, and why they are read or not.
  public let counts: ImportCounts

  /// Whether an import of the same inputs was interrupted, and this one goes on with it. It must
  /// read records as that one did, with the mapping that the index has stored.
  public let isResumed: Bool

  /// Whether the index says that it remembers files, and that could not be read: everything is read
  /// again.
  public let hasLostNotes: Bool

  private let options: ArchiveOptions
  private let directory: IndexDirectory
  private let progress: ImportRun
  private let present: Set<[UInt8]>
  private let vanished: Set<[UInt8]>

  /// Whether a file has to be read, or something is to be noted or reported about one.
  public let hasWork: Bool

  /// Finds out which files of `inputs` have to be read into the index at `path`.
  ///
  /// - Parameters:
  ///   - inputs: The files and folders.
  ///   - path: The directory of the index.
  ///   - options: How files are read.
  ///   - instructions: Everything else that decides how records become documents, as a text that is
  ///     only compared: files that were read under another one are read again.
  ///   - readsAll: Whether files are read although they have not changed.
  /// - Throws: `IndexError` if the index cannot be read.
  public init(
    _ inputs: ArchiveInputs, into path: String, options: ArchiveOptions = ArchiveOptions(),
    instructions: String = "", readsAll: Bool = false
  ) throws {
    try self.init(
      inputs, into: IndexDirectory(path: path), options: options, instructions: instructions,
      readsAll: readsAll)
  }

  /// Finds out which files have to be read into the index in `directory`.
  init(
    _ inputs: ArchiveInputs, into directory: IndexDirectory,
    options: ArchiveOptions = ArchiveOptions(), instructions: String = "", readsAll: Bool = false
  ) throws {
    let userData = try Self.userData(of: directory)
    let old = ImportNotes(directory, namedBy: userData)
    let found = try old?.state()
    var state = found ?? ImportState()
    let encoding = options.encoding?.rawValue ?? ""
    let formats = Set(inputs.files.map(\.format.rawValue)).sorted().joined(separator: ",")
    let reading = StableHash.of("\(formats) \(encoding) \(options.lineLimit) \(instructions)".utf8)
    let plan = ImportPlan(
      inputs, &state, instructions: reading, readsAll: readsAll,
      interruption: options.interruption)
    let named = (inputs.folders + inputs.files.filter(\.isNamed).compactMap(\.identity)).sorted {
      $0.lexicographicallyPrecedes($1)
    }
    let job = max(1, StableHash.of(named.flatMap { $0 + [0] } + "\(reading)".utf8))
    self.options = options
    self.directory = directory
    self.inputs = plan.inputs
    counts = plan.counts
    hasLostNotes = userData[ImportNotes.name] != nil && found == nil
    isResumed = state.unfinished == job
    present = plan.present
    vanished = Set(plan.vanished.map(\.path))
    hasWork =
      !plan.inputs.files.isEmpty || !plan.touched.isEmpty || state.unfinished != nil
      || !inputs.failures.isEmpty
    progress = ImportRun(
      plan.files, touched: plan.touched, job: job,
      notes: found == nil ? ImportNotes(directory) : old ?? ImportNotes(directory),
      expected: userData[ImportNotes.name])
  }

  /// The user data of the newest commit; nothing if no index is there.
  private static func userData(
    of directory: IndexDirectory
  ) throws(IndexError) -> [String: String] {
    do throws(IndexError) {
      return try Manifest.newest(in: directory).userData
    } catch {
      guard error.kind == .notFound else { throw error }
      return [:]
    }
  }

  /// A feed of the files that are read; make it once.
  public func feed() -> ArchiveFeed {
    ArchiveFeed(
      inputs, options: options, run: progress,
      hasKnownFiles: counts.unchanged > counts.unchangedWithoutDocuments)
  }

  /// Reads `feed` into the index; otherwise as
  /// ``/FihristIndexing/BulkIndexer/run(_:into:schema:options:progress:)``.
  ///
  public func run(
    _ feed: ArchiveFeed, _ chosen: ArchiveSchema, options: IndexingOptions = IndexingOptions(),
    progress: @escaping @Sendable (IndexingProgress) -> Void = { _ in }
  ) async throws -> IndexingSummary {
    var options = options
    options.inputMapping = options.inputMapping ?? chosen.mapping.json
    feed.mapping = chosen.mapping
    return try await BulkIndexer.run(
      feed, into: directory, schema: chosen.schema, options: options, progress: progress)
  }
}

// MARK: What is gone

extension ArchiveImport {
  /// What ``settle(options:)`` has done.
  public struct Settled: Sendable, Hashable {
    /// How many documents were deleted.
    public var deleted = 0

    /// How many files have to be read by one more import: a document was deleted, or replaced,
    /// under a key that they have too.
    public var filesToReadAgain = 0

    /// How many files that were read before could not be read to their end now: all documents that
    /// they had stay.
    public var incompleteFiles = 0
  }

  /// Deletes the documents that the files of ``inputs`` had when they were read before and do not
  /// have any more, and those of files that are not in the named folders any more. A document stays
  /// if another file has its key, or its file was not read to its end: nobody knows what lies
  /// behind that. What files elsewhere have left stays until they are named.
  ///
  /// It belongs after ``run(_:_:options:progress:)``, and costs reading all keys of the index if
  /// there is anything to delete.
  ///
  /// - Throws: `IndexError`.
  public func settle(options: IndexingOptions = IndexingOptions()) async throws -> Settled {
    var settled = Settled(incompleteFiles: progress.cutFileCount)
    let directory = try directory.reopened()
    let userData = try Self.userData(of: directory)
    guard let notes = ImportNotes(directory, namedBy: userData), let state = try notes.state()
    else { return settled }
    var parts: [[UInt8]] = []
    for number in 1...notes.partCount { parts.append(try notes.part(number) ?? []) }
    guard
      let settlement = try? ImportSettlement(
        state, parts: parts, present: present, vanished: vanished),
      let part = try? settlement.settled()
    else { return settled }
    if settlement.lost.isEmpty, settlement.readAgain.isEmpty, vanished.isEmpty { return settled }
    settled.filesToReadAgain = settlement.readAgain.count
    settled.deleted = try await IndexWriter.with(path: directory.path, options: options) { writer in
      guard await writer.userData == userData else {
        throw IndexError.invalid(
          directory.path, "another import has changed the index meanwhile",
          advice: "run the command again")
      }
      let deleted = try await writer.deleteCommitted {
        try settlement.lostKeys(in: directory)
      }
      try await Self.replace(notes, by: part, writer, userData)
      return deleted
    }
    return settled
  }

  /// Joins the parts of what is remembered if there are many: every commit adds one.
  ///
  /// - Throws: `IndexError`.
  public func joinNotes() async throws {
    let directory = try directory.reopened()
    let userData = try Self.userData(of: directory)
    guard let notes = ImportNotes(directory, namedBy: userData), notes.partCount > Self.partLimit
    else { return }
    guard try notes.isWhole() else { return }
    var all: [UInt8] = []
    for number in 1...notes.partCount {
      guard let part = try notes.part(number) else { return }
      all += part
    }
    try await IndexWriter.with(path: directory.path) { [all] writer in
      guard await writer.userData == userData else { return }
      try await Self.replace(notes, by: all, writer, userData)
    }
  }

  /// More parts than this are joined at the end of an import.
  private static let partLimit = 16

  private static func replace(
    _ notes: ImportNotes, by part: [UInt8], _ writer: IndexWriter, _ userData: [String: String]
  ) async throws {
    var next = ImportNotes(notes.directory)
    try next.add(part)
    var data = userData
    data[ImportNotes.name] = next.value
    try await writer.commit(replacingUserData: data)
    next.removeOthers()
  }
}
