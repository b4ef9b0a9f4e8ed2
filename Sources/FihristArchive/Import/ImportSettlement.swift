internal import FihristFormat
internal import FihristStorage

/// What is to be done when files have changed or vanished: which documents are deleted, and what is
/// known of the files afterwards.
///
/// A key is lost if only an earlier reading of a file, or a file that vanished, had it. A file that
/// was not read to its end loses none. Files that
/// the import does not look at lose none: what their earlier readings had stays. Keys are
/// compared by their hashes; if two keys had the same one, a document would stay that should go,
/// and none would go that should stay as long as its file has it.
struct ImportSettlement {
  /// Hashes of the keys whose documents are deleted.
  private(set) var lost: Set<UInt64> = []

  /// The files that have to be read again: the index has the document of a file that lost it, and
  /// they have one with the same key that was committed before that.
  private(set) var readAgain: Set<[UInt8]> = []

  private let state: ImportState
  private let parts: [[UInt8]]
  /// The files by their numbers, without those that vanished.
  private let current: [Int: KnownFile]
  /// The numbers of the files that may lose documents.
  private let inScope: Set<Int>

  /// Compares all keys in `parts`.
  ///
  /// - Parameters:
  ///   - state: What the parts say; the files that vanished are still in it.
  ///   - present: The paths of the files that the import looked at.
  ///   - vanished: The paths of those that vanished.
  init(
    _ state: ImportState, parts: [[UInt8]], present: Set<[UInt8]>, vanished: Set<[UInt8]>
  ) throws(TruncatedBytes) {
    self.state = state
    self.parts = parts
    var current: [Int: KnownFile] = [:]
    for file in state.files.values where !vanished.contains(file.path) {
      current[file.number] = file
    }
    self.current = current
    inScope = Set(
      state.files.values.filter { present.contains($0.path) || vanished.contains($0.path) }
        .map(\.number))
    var outdated: [UInt64: Int] = [:]
    try forEachKeys { position, keys in
      guard !isCurrent(keys), inScope.contains(keys.file) else { return }
      for hash in keys.hashes { outdated[hash] = position }
    }
    lost = Set(outdated.keys)
    if lost.isEmpty { return }
    var newest: [UInt64: (position: Int, file: Int)] = [:]
    try forEachKeys { position, keys in
      for hash in keys.hashes {
        guard let last = outdated[hash] else { continue }
        if isCurrent(keys) {
          newest[hash] = (position, keys.file)
        } else if position > last {
          // The document is what a file elsewhere has left.
          lost.remove(hash)
        }
      }
    }
    for (hash, holder) in newest {
      guard lost.remove(hash) != nil, let last = outdated[hash] else { continue }
      if let file = current[holder.file], holder.position < last {
        readAgain.insert(file.path)
      }
    }
  }

  /// Whether `keys` are of the last reading of a file that is there, or it may still have them:
  /// what lies behind the end of the part that could be read is not known.
  private func isCurrent(_ keys: ImportState.Keys) -> Bool {
    guard let file = current[keys.file] else { return false }
    return file.records != nil || file.reading == keys.reading
  }

  private func forEachKeys(_ body: (Int, ImportState.Keys) -> Void) throws(TruncatedBytes) {
    var position = 0
    for part in parts {
      try ImportState.keys(in: part) { keys in
        position += 1
        body(position, keys)
      }
    }
  }

  /// What is known afterwards, as one part.
  func settled() throws(TruncatedBytes) -> [UInt8] {
    var writer = ByteWriter()
    if let job = state.unfinished { ImportState.write(.unfinished(job), to: &writer) }
    for (_, file) in current.sorted(by: { $0.key < $1.key }) {
      var file = file
      if readAgain.contains(file.path) {
        file.stamp = .unknown
        file.content = nil
      }
      ImportState.write(.file(file), to: &writer)
    }
    try forEachKeys { _, keys in
      if isCurrent(keys) || !inScope.contains(keys.file) {
        ImportState.write(.keys(keys), to: &writer)
      }
    }
    return writer.bytes
  }

  /// The lost keys that the index in `directory` has.
  func lostKeys(in directory: IndexDirectory) throws(IndexError) -> [[UInt8]] {
    let manifest = try Manifest.newest(in: directory)
    var found: [[UInt8]] = []
    for info in manifest.segments {
      let reader = try SegmentReader(
        directory: directory, info: info, schema: manifest.schema)
      var cursor = reader.makeKeyCursor()
      while try cursor.next() {
        let isLive = reader.live?.isLive(cursor.document) ?? true
        if isLive, lost.contains(StableHash.of(cursor.key)) { found.append(cursor.key) }
      }
    }
    return found
  }
}
