internal import FihristStoredDocuments

/// Proves that no file of an index holds certain documents, by reading all of it.
struct PurgeProof {
  private let directory: IndexDirectory
  private let manifest: Manifest
  private let search: PurgeSearch

  /// Makes a proof that `manifest` is the only commit and does not have what `search` looks for.
  init(_ directory: IndexDirectory, manifest: Manifest, search: PurgeSearch) {
    self.directory = directory
    self.manifest = manifest
    self.search = search
  }

  /// Reads all names in the directory, and all keys, stored documents and columns. That each string
  /// of a column belongs to a document proves that those of the purged ones are gone.
  ///
  /// - Throws: `IndexError` for anything that is left or cannot be read.
  func run(
    _ report: inout IndexPurge.Report, _ progress: (UInt64, UInt64) -> Void
  ) throws(IndexError) {
    try checkNames(&report)
    try checkInputs(&report)
    let total = manifest.segments.reduce(0) { $0 + UInt64($1.documentCount) }
    for info in manifest.segments {
      let reader = try SegmentReader(
        directory: directory, info: info, schema: manifest.schema)
      try reader.columns?.verify()
      var cursor = reader.makeKeyCursor()
      while try cursor.next() {
        if search.keys.contains(cursor.key) {
          throw remains(IndexFileName.segment(info.number, .keys), "it still has a key")
        }
        if search.records.contains(try reader.storedDocument(cursor.document).record) {
          report.copies.append(String(decoding: cursor.key, as: UTF8.self))
        }
        report.provenDocuments += 1
        progress(UInt64(report.provenDocuments), total)
      }
    }
    report.generation = manifest.generation
    report.documents = Int(manifest.liveCount)
  }

  /// Only this commit's files may be there.
  private func checkNames(_ report: inout IndexPurge.Report) throws(IndexError) {
    let needed = manifest.fileNames
    for name in try directory.fileNames() where IndexFileName.belongsToIndex(name) {
      guard needed.contains(name) else {
        throw remains(name, "it belongs to an earlier commit and is still there")
      }
      report.provenFiles += 1
    }
    report.foreignEntries = try directory.foreignEntries {
      $0 == WriterLock.fileName || IndexFileName.belongsToIndex($0)
        || IndexFileName.isOfInputs($0)
    }
  }

  /// What is remembered of input files may not have a key, and only this commit's may be there.
  private func checkInputs(_ report: inout IndexPurge.Report) throws(IndexError) {
    let notes = ImportNotes(directory, namedBy: manifest.userData)
    let needed = notes?.fileNames ?? []
    for name in try directory.fileNames() where IndexFileName.isOfInputs(name) {
      guard needed.contains(name) else {
        throw remains(name, "it tells of earlier imports and is still there")
      }
      report.provenFiles += 1
    }
    guard let notes, !notes.areLost else { return }
    let hashes = Set(search.keys.map { StableHash.of($0) })
    for number in 1...max(1, notes.partCount) {
      var isClean = true
      let part = try notes.part(number) ?? []
      let isRead: Void? = try? ImportState.keys(in: part) { keys in
        isClean = isClean && hashes.isDisjoint(with: keys.hashes)
      }
      guard isRead != nil, isClean, !part.isEmpty else {
        let name = IndexFileName.inputs(notes.identifier, part: number)
        throw remains(name, isClean ? "it cannot be read" : "it still tells of a key")
      }
    }
  }

  private func remains(_ name: String, _ reason: String) -> IndexError {
    IndexError(
      .storage, path: directory.path(of: name), reason: reason,
      advice: "check the permissions of the directory and purge again")
  }
}
