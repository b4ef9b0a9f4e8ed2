import FihristFormat
import FihristStorage
import FihristText

/// The last commit of an index as its writer sees it; all commits of a writer are made through it.
///
/// A failure leaves the old commit, in memory and on disk, or a new one that is unconfirmed; see
/// ``FihristFormat/CommitTransaction``.
struct CommittedIndex {
  /// A segment of the commit.
  struct Segment {
    var info: SegmentInfo
    let reader: SegmentReader
    /// The live documents; `nil` if all live. The reader may know an older state.
    var live: LiveDocuments?
    /// Whether `live` is not on disk yet.
    var isChanged = false
    /// The documents that were there before this writer, deleted ones among them; `nil` if none.
    var earlier: LiveDocuments?
  }

  let directory: IndexDirectory
  private(set) var manifest: Manifest
  private(set) var segments: [Segment]
  private var transaction: CommitTransaction
  /// Whether nothing was committed since the index was made.
  private(set) var isNew: Bool

  /// Opens the index in `directory`, or makes an empty one.
  ///
  /// - Parameters:
  ///   - directory: Exists, and the caller holds its lock.
  ///   - schema: The fields; `nil` takes those that are there, or an article's.
  ///   - parameters: The constants of ranking of a new index.
  ///   - inputMapping: What the next commit records about the inputs; `nil` keeps the existing
  ///     value.
  init(
    _ directory: IndexDirectory, schema: Schema?, parameters: RankingParameters,
    inputMapping: String? = nil
  ) throws(IndexError) {
    self.directory = directory
    isNew = !Manifest.exists(in: directory)
    manifest = try Self.openOrCreate(directory, schema: schema ?? .article, parameters: parameters)
    if let schema {
      try Self.choose(schema, parameters, for: &manifest, path: directory.path)
    }
    if let inputMapping { manifest.inputMapping = inputMapping }
    let identity = try manifest.schema.analyzerIdentity()
    guard manifest.analyzerIdentity == identity else {
      throw IndexError(
        .unsupported, path: directory.path,
        reason:
          "it was written with the analyzer \(manifest.analyzerIdentity), this is \(identity)",
        advice: "index the documents again")
    }
    // What is visible may not be durable yet: a process may have been killed just before its sync.
    // Leftovers of a crash may be removed only after this sync. No one else writes, because the
    // caller holds the lock.
    try directory.synchronize()
    try? manifest.removeUnreferenced(in: directory)
    transaction = CommitTransaction(in: directory, after: manifest)
    segments = []
    for info in manifest.segments {
      var segment = try open(info)
      segment.earlier = LiveDocuments(allLive: Int(info.documentCount))
      segments.append(segment)
    }
  }

  /// The first document that is committed fixes schema and parameters. An index without documents
  /// takes the ones given here with its next commit.
  private static func choose(
    _ schema: Schema, _ parameters: RankingParameters, for manifest: inout Manifest, path: String
  ) throws(IndexError) {
    guard manifest.segments.isEmpty else {
      if schema == manifest.schema { return }
      throw IndexError.invalid(
        path, "the index has another schema",
        advice: "leave the schema out, or index into a new directory")
    }
    manifest.schema = schema
    manifest.parameters = parameters
    manifest.analyzerIdentity = try schema.analyzerIdentity()
  }

  private static func openOrCreate(
    _ directory: IndexDirectory, schema: Schema, parameters: RankingParameters
  ) throws(IndexError) -> Manifest {
    do {
      return try Manifest.newest(in: directory)
    } catch {
      guard error.kind == .notFound else { throw error }
      let manifest = Manifest(
        generation: 1, schema: schema, parameters: parameters,
        analyzerIdentity: try schema.analyzerIdentity(), nextSegment: 1, segments: [])
      try manifest.commit(to: directory)
      return manifest
    }
  }

  private func open(_ info: SegmentInfo) throws(IndexError) -> Segment {
    let reader = try SegmentReader(directory: directory, info: info, schema: manifest.schema)
    // Opening reads a little of each file, and a commit may open hundreds of segments.
    reader.releasePages()
    return Segment(info: info, reader: reader, live: reader.live)
  }

  /// Removes an index that was created and never committed to, so that its schema binds nobody.
  func withdraw() {
    guard isNew, transaction.isConfirmed, let names = try? directory.fileNames(),
      !names.contains(where: IndexFileName.isOfSegment)
    else { return }
    try? directory.remove(IndexFileName.manifest(manifest.generation))
  }

  /// Live documents of all segments.
  var liveCount: UInt64 { segments.reduce(0) { $0 + UInt64($1.info.liveCount) } }

  /// The segments as the merge policy sees them.
  var candidates: [MergeCandidate] { segments.map { MergeCandidate($0.info) } }
}

extension CommittedIndex {
  /// The result of a commit.
  struct Outcome: Sendable, Hashable {
    /// Documents from before the writer that were replaced by a new one.
    var replaced = 0
    /// Documents of the writer, of this commit or an earlier one, that a newer one replaced.
    var duplicates = 0
    /// The first of their keys.
    var repeatedKeys = RepeatedKeys()
    /// Documents of earlier commits that were deleted.
    var deleted = 0
  }

  /// Adds segments and deletes documents, in one commit.
  ///
  /// Of all documents with one key, the one with the highest sequence is live; a deletion counts if
  /// its sequence is above the document's.
  ///
  /// - Parameters:
  ///   - built: Segments that were written; none of their documents is visible yet.
  ///   - deletions: Keys to delete, and the number of the deletion in the order of all changes.
  ///   - nextSegment: Greater than every segment number handed out so far.
  ///   - userData: The user data of the commit; `nil` keeps that of the last one.
  /// - Throws: `IndexError`; then nothing has changed.
  mutating func publish(
    _ built: [BuiltSegment], deletions: [[UInt8]: UInt64], nextSegment: UInt64,
    userData: [String: String]? = nil
  ) throws(IndexError) -> Outcome {
    let userData = userData ?? manifest.userData
    try UserData.check(userData, path: directory.path)
    var next = segments
    var fresh: [Segment] = []
    for segment in built { fresh.append(try open(segment.info)) }
    var outcome = Outcome()
    try settle(built, fresh: &fresh, deletions: deletions, old: &next, outcome: &outcome)
    for key in deletions.keys {
      for index in next.indices {
        guard let document = try next[index].reader.document(withKey: key) else { continue }
        if try next[index].remove(document) { outcome.deleted += 1 }
      }
    }
    // Deleting keys that no document has does not need a commit.
    let isSame = fresh.isEmpty && !next.contains(where: \.isChanged)
    if isSame, UserData.isSame(userData, manifest.userData) { return outcome }
    try commit(next + fresh, nextSegment: nextSegment, userData: userData)
    return outcome
  }

  /// Decides for every key of the new segments which document is live.
  private func settle(
    _ built: [BuiltSegment], fresh: inout [Segment], deletions: [[UInt8]: UInt64],
    old: inout [Segment], outcome: inout Outcome
  ) throws(IndexError) {
    let expected = built.reduce(0) { $0 + Int($1.info.documentCount) }
    var finders: [KeyFinder] = []
    for segment in old { finders.append(try KeyFinder(segment.reader, expecting: expected)) }
    var walk = try KeyMerge(fresh.map(\.reader))
    while try walk.next() {
      let sequence = { (holder: KeyMerge.Holder) in
        built[holder.segment].sequences[Int(holder.document)]
      }
      let newest = walk.holders.map(sequence).max() ?? 0
      for holder in walk.holders where sequence(holder) < newest {
        if try fresh[holder.segment].remove(holder.document) {
          outcome.duplicates += 1
          outcome.repeatedKeys.add(walk.key)
        }
      }
      if let deletion = deletions[walk.key], deletion > newest {
        for holder in walk.holders { _ = try fresh[holder.segment].remove(holder.document) }
      }
      for index in old.indices {
        guard let document = try finders[index].document(withKey: walk.key) else { continue }
        guard try old[index].remove(document) else { continue }
        if old[index].earlier?.isLive(document) == true {
          outcome.replaced += 1
        } else {
          outcome.duplicates += 1
          outcome.repeatedKeys.add(walk.key)
        }
      }
    }
  }

  /// Replaces the sources of a merge with its result, in one commit.
  ///
  /// Documents that were deleted since the merge started are deleted in the result.
  ///
  /// - Throws: `IndexError`; then nothing has changed.
  mutating func replace(
    _ sources: [SegmentMerger.Source], with result: SegmentMerger.Result, nextSegment: UInt64
  ) throws(IndexError) {
    var merged: Segment?
    if let info = result.info {
      var segment = try open(info)
      for (source, map) in zip(sources, result.maps) {
        try carryDeletions(since: source, map, to: &segment)
      }
      segment.earlier = earlierDocuments(
        of: Int(info.documentCount), from: sources, result.maps)
      merged = segment
    }
    let numbers = Set(sources.map(\.reader.info.number))
    let rest = segments.filter { !numbers.contains($0.info.number) }
    try commit(
      rest + (merged.map { [$0] } ?? []), nextSegment: nextSegment, userData: manifest.userData)
  }

  private func carryDeletions(
    since source: SegmentMerger.Source, _ map: DocumentMap, to merged: inout Segment
  ) throws(IndexError) {
    let number = source.reader.info.number
    // A segment that is gone has since lost its last document.
    let now = segments.first { $0.info.number == number }
    let isUnchanged = now.map { Int($0.info.liveCount) == source.live?.liveCount ?? map.count }
    if isUnchanged == true { return }
    for document in 0..<UInt32(map.count) where map[document] != DocumentMap.gone {
      let lives = now.map { $0.live?.isLive(document) ?? true } ?? false
      if !lives { _ = try merged.remove(map[document]) }
    }
  }

  /// Those of the `count` documents of a merged segment that were there before this writer.
  private func earlierDocuments(
    of count: Int, from sources: [SegmentMerger.Source], _ maps: [DocumentMap]
  ) -> LiveDocuments? {
    let known = sources.map { source in
      segments.first { $0.info.number == source.reader.info.number }?.earlier
    }
    if known.allSatisfy({ $0 == nil }) { return nil }
    var earlier = LiveDocuments(allLive: count)
    for (known, map) in zip(known, maps) {
      for document in 0..<UInt32(map.count) where map[document] != DocumentMap.gone {
        if known?.isLive(document) != true { earlier.remove(map[document]) }
      }
    }
    return earlier
  }

  /// Writes what has changed and the next manifest, and makes them the current state.
  private mutating func commit(
    _ changed: [Segment], nextSegment: UInt64, userData: [String: String]
  ) throws(IndexError) {
    var next = manifest
    next.userData = userData
    next.generation = transaction.nextGeneration
    next.nextSegment = nextSegment
    var segments = changed.filter { $0.info.liveCount > 0 }
    segments.sort { $0.info.number < $1.info.number }
    do {
      for index in segments.indices where segments[index].isChanged {
        try write(&segments[index], generation: next.generation)
      }
      next.segments = segments.map(\.info)
      try transaction.publish(next)
    } catch {
      transaction.abandon()
      throw error
    }
    let known = Set(manifest.segments.map(\.number))
    manifest = next
    isNew = false
    self.segments = segments
    // A new segment is left out if newer ones replaced all its documents.
    for info in changed.map(\.info) where info.liveCount == 0 && !known.contains(info.number) {
      discard(info.number)
    }
  }

  /// Writes the live documents of a segment for commit `generation`.
  private mutating func write(
    _ segment: inout Segment, generation: UInt64
  ) throws(IndexError) {
    let number = segment.info.number
    transaction.stage(IndexFileName.live(segment: number, generation: generation))
    segment.info.live = try segment.live?.write(
      to: directory, segment: number, generation: generation)
    segment.isChanged = false
  }

  /// Removes the files of a segment that belongs to no commit, unless an unconfirmed one may need
  /// it.
  ///
  /// - Parameter other: The directory of the index, revocable where the caller may no longer hold
  ///   the lock: the next writer hands out the same number again. `nil` for a caller that holds it.
  func discard(_ number: UInt64, in other: IndexDirectory? = nil) {
    for kind in FileKind.ofSegment {
      let name = IndexFileName.segment(number, kind)
      if !transaction.mayNeed(name) { try? (other ?? directory).remove(name) }
    }
  }
}

extension CommittedIndex.Segment {
  /// Deletes a document.
  ///
  /// - Returns: Whether it was live.
  /// - Throws: `IndexError`: `damaged` if the manifest counts fewer live documents, or less text in
  ///   them, than this one has; then nothing has changed.
  mutating func remove(_ document: UInt32) throws(IndexError) -> Bool {
    var live = self.live ?? LiveDocuments(allLive: Int(info.documentCount))
    self.live = nil
    defer { self.live = live }
    guard live.isLive(document) else { return false }
    var spaces = info.spaces
    for (ordinal, space) in reader.spaces.enumerated() {
      let length = UInt64(try space.length(of: document))
      guard spaces[ordinal].liveTotalLength >= length else { throw reader.damagedLengths() }
      spaces[ordinal].liveTotalLength -= length
    }
    guard info.liveCount > 0 else { throw reader.damagedLengths() }
    live.remove(document)
    info.liveCount -= 1
    info.spaces = spaces
    isChanged = true
    return true
  }
}
