package import FihristStorage

/// One commit: the schema and the segments that together are the index.
package struct Manifest: Sendable, Hashable {
  /// The number of the commit; later ones are larger.
  package var generation: UInt64

  /// The schema of all segments.
  package var schema: Schema

  /// Which members of the input feed the fields, as the reader of the inputs wrote it down; empty
  /// if it wrote nothing. The engine carries it from commit to commit and does not look into it.
  package var inputMapping: String

  /// The ranking parameters of the index.
  package var parameters: RankingParameters

  /// Name and parameters of the analyzer that made the terms, to be compared at open.
  package var analyzerIdentity: String

  /// The number of the next segment; no segment has this one or a higher.
  package var nextSegment: UInt64

  /// The segments, in the order in which they were added.
  package var segments: [SegmentInfo]

  /// What the author of the commit has said about it, within ``UserData/byteLimit``.
  package var userData: [String: String]

  /// The version of its file, if it was read from one; what is written has the current one.
  package internal(set) var version = FileKind.manifest.currentVersion

  /// Makes a manifest from its parts.
  package init(
    generation: UInt64, schema: Schema, parameters: RankingParameters, analyzerIdentity: String,
    nextSegment: UInt64, segments: [SegmentInfo], userData: [String: String] = [:],
    inputMapping: String = ""
  ) {
    self.generation = generation
    self.schema = schema
    self.parameters = parameters
    self.analyzerIdentity = analyzerIdentity
    self.nextSegment = nextSegment
    self.segments = segments
    self.userData = userData
    self.inputMapping = inputMapping
  }

  /// The names of all files that it needs, itself included.
  package var fileNames: Set<String> {
    var names: Set = [IndexFileName.manifest(generation)]
    for segment in segments {
      names.formUnion(segment.files.map(\.file.name))
    }
    return names
  }
}

// MARK: Reading

extension Manifest {
  /// The manifest of the newest commit in `directory`.
  ///
  /// A manifest is read from the first of its two copies that is whole. If neither is, the manifest
  /// before it is read; a newer format version is not passed over like that.
  ///
  /// - Throws: ``IndexError``: `notFound` if there is none; `unsupported`; `damaged` if none is
  ///   whole, or if there are segments and no manifest that names them; `storage`.
  package static func newest(in directory: IndexDirectory) throws(IndexError) -> Manifest {
    var listed = try generations(in: directory)
    while true {
      var damage: IndexError?
      for generation in listed.reversed() {
        do {
          return try read(generation, in: directory)
        } catch {
          guard error.kind == .damaged || error.kind == .notFound else { throw error }
          damage = damage ?? error
        }
      }
      // A writer removes a manifest after it has put a newer one there, so that a list, which is
      // not read in one step, may miss both. Each round more is a commit of that writer.
      let now = try generations(in: directory)
      guard now != listed else { throw damage ?? absence(in: directory) }
      listed = now
    }
  }

  /// Why there is no manifest in `directory`.
  private static func absence(in directory: IndexDirectory) -> IndexError {
    // The first commit comes before the first segment: these have lost their manifest.
    let names = (try? directory.fileNames()) ?? []
    if names.contains(where: IndexFileName.isOfSegment) {
      return IndexError.damaged(
        directory.path, "its segments are here, but the manifest that names them is missing")
    }
    return IndexError(
      .notFound, path: directory.path, reason: "there is no index here",
      advice: "check the path, or create an index with a writer")
  }

  /// Calls `body` with the newest manifest, and again with another one if it fails while a commit
  /// is made: the files of the older commit may have been removed under it.
  ///
  /// - Throws: what ``newest(in:)`` and, where there is no other commit, `body` throw.
  package static func withNewest<Result>(
    in directory: IndexDirectory, _ body: (Manifest) throws(IndexError) -> Result
  ) throws(IndexError) -> Result {
    var manifest = try newest(in: directory)
    while true {
      do {
        return try body(manifest)
      } catch {
        guard let next = try? newest(in: directory), next != manifest else { throw error }
        manifest = next
      }
    }
  }

  /// Whether `directory` holds the manifest of any commit.
  package static func exists(in directory: IndexDirectory) -> Bool {
    ((try? generations(in: directory)) ?? []).isEmpty == false
  }

  private static func generations(in directory: IndexDirectory) throws(IndexError) -> [UInt64] {
    do {
      return try directory.fileNames().compactMap(IndexFileName.generation(ofManifest:)).sorted()
    } catch {
      guard error.kind == .notFound else { throw error }
      return []
    }
  }

  private static func read(
    _ generation: UInt64, in directory: IndexDirectory
  ) throws(IndexError) -> Manifest {
    let name = IndexFileName.manifest(generation)
    return try directory.readDouble(name, kind: .manifest) {
      (copy) throws(TruncatedBytes) -> Manifest in
      var reader = ByteReader(copy.bytes)
      let manifest = try Manifest(&reader, version: copy.version)
      guard manifest.generation == generation, reader.remaining == 0 else {
        throw TruncatedBytes(offset: 0, expected: "the manifest of commit \(generation)")
      }
      return manifest
    }
  }
}

// MARK: Removing

extension Manifest {
  /// Removes the files of an index that this commit does not need: those of earlier commits, and
  /// what crashes have left.
  ///
  /// Readers that have them open keep them. Only the holder of the writer's lock may call this, and
  /// only when this commit is durable: a manifest that a killed process has left may be visible and
  /// yet be lost in a power failure, and what is removed here is what would be needed then.
  ///
  /// - Parameter segments: numbers of segments that are being written and stay.
  /// - Throws: ``IndexError`` of kind `storage`, after all others were tried.
  package func removeUnreferenced(
    in directory: IndexDirectory, keepingSegments segments: Set<UInt64> = []
  ) throws(IndexError) {
    let needed = fileNames
    let unfinished = segments.map { IndexFileName.segmentPrefix($0) }
    var failure: IndexError?
    for name in try directory.fileNames() where IndexFileName.belongsToIndex(name) {
      if needed.contains(name) || unfinished.contains(where: { name.hasPrefix($0) }) { continue }
      do { try directory.remove(name) } catch { failure = failure ?? error }
    }
    if let failure { throw failure }
  }
}
