package import FihristStorage

/// One commit: the schema and the segments that together are the index.
package struct Manifest: Sendable, Hashable {
  /// The number of the commit; later ones are larger.
  package var generation: UInt64

  /// The schema of all segments.
  package var schema: Schema

  /// Which members of the input feed the fields, as recorded by the reader of the inputs; empty if
  /// it recorded nothing. The engine copies it from commit to commit without interpreting it.
  package var inputMapping: String

  /// The ranking parameters of the index.
  package var parameters: RankingParameters

  /// Name and parameters of the analyzer that made the terms, to be compared when the index is
  /// opened.
  package var analyzerIdentity: String

  /// The number of the next segment; no segment has this number or a higher one.
  package var nextSegment: UInt64

  /// The segments, in the order in which they were added.
  package var segments: [SegmentInfo]

  /// The user data of the commit, within ``UserData/byteLimit``.
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
  /// A manifest is read from the first of its two copies that is whole. If neither is, the previous
  /// manifest is read. A manifest of a newer format version is not skipped in this way.
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
      // A writer removes a manifest after it has added a newer one, so a directory listing, which
      // is not atomic, may miss both. Each further round means another commit of that writer.
      let now = try generations(in: directory)
      guard now != listed else { throw damage ?? absence(in: directory) }
      listed = now
    }
  }

  /// The error for a `directory` without a manifest.
  private static func absence(in directory: IndexDirectory) -> IndexError {
    // The first commit comes before the first segment, so segments without a manifest have lost it.
    let names = (try? directory.fileNames()) ?? []
    if names.contains(where: IndexFileName.isOfSegment) {
      return IndexError.damaged(
        directory.path, "its segments are here, but the manifest that names them is missing")
    }
    return IndexError(
      .notFound, path: directory.path, reason: "no index exists here",
      advice: "check the path, or create an index with a writer")
  }

  /// Calls `body` with the newest manifest, and again with a newer one if it fails while a commit
  /// is made, because the files of the older commit may have been removed meanwhile.
  ///
  /// - Throws: what ``newest(in:)`` throws, and what `body` throws if there is not another commit.
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
  /// leftovers of crashes.
  ///
  /// Readers that have them open keep them. Only the holder of the writer's lock may call this, and
  /// only when this commit is durable: a manifest that a killed process left may be visible and
  /// still be lost in a power failure, and then the files removed here would be needed.
  ///
  /// - Parameter segments: numbers of segments that are being written and stay.
  /// - Throws: ``IndexError`` of kind `storage`, after removing all other files was tried.
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
