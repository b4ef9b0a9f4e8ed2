package import FihristStorage

/// Takes keys out of what is remembered of the files that an index was fed with.
///
/// The hash of a key says that the index had it, and the path of a text may be its key. Everything
/// else stays, so that the next import does not read the files again and so bring the documents
/// back.
package struct InputsPurge {
  /// The files that had one of the keys when they were read last, and are still there; by their
  /// paths from the root.
  package private(set) var holders: [[UInt8]] = []

  /// What becomes of the notes: they stay if they have none of the keys.
  package var change: InputsChange {
    get throws(IndexError) {
      if isUnreadable { return isForgotten ? .none : .forgotten }
      guard let notes, isTouched else { return .none }
      var next = ImportNotes(notes.directory)
      try next.add(entries)
      return .named(next.value)
    }
  }

  /// Whether there should be notes, and they are missing or damaged: nobody knows which files had
  /// the keys.
  package private(set) var isUnreadable = false

  /// Whether the commit says already that the files have to be read again.
  private var isForgotten = false

  private var notes: ImportNotes?
  private var isTouched = false
  private var entries: [UInt8] = []

  /// Reads the notes that `userData` names, and writes nothing.
  ///
  /// - Complexity: That of reading all of the notes.
  /// - Throws: ``IndexError`` of kind `storage`.
  package init(
    of userData: [String: String], in directory: IndexDirectory, keys: Set<[UInt8]>
  ) throws(IndexError) {
    guard let value = userData[ImportNotes.name] else { return }
    isForgotten = value == ImportNotes.lostValue
    notes = ImportNotes(directory, namedBy: userData)
    guard let notes, let state = try notes.state() else {
      // The next import reads everything again anyway.
      isUnreadable = true
      return
    }
    let hashes = Set(keys.map { StableHash.of($0) })
    var all: [ImportState.Keys] = []
    for number in 1...max(1, notes.partCount) {
      guard let part = try notes.part(number),
        (try? ImportState.keys(in: part, { all.append($0) })) != nil
      else {
        isUnreadable = true
        return
      }
    }
    rewrite(all, without: hashes, state)
  }

  private mutating func rewrite(
    _ all: [ImportState.Keys], without hashes: Set<UInt64>, _ state: ImportState
  ) {
    var had: [Int: Int] = [:]
    var kept: [ImportState.Keys] = []
    var full: Set<Int> = []
    for keys in all {
      let rest = keys.hashes.filter { !hashes.contains($0) }
      if rest.count < keys.hashes.count { had[keys.file] = keys.reading }
      if !rest.isEmpty { full.insert(keys.file) }
      kept.append(ImportState.Keys(file: keys.file, reading: keys.reading, hashes: rest))
    }
    isTouched = !had.isEmpty
    var writer = ByteWriter()
    if let job = state.unfinished { ImportState.write(.unfinished(job), to: &writer) }
    var forgotten: Set<Int> = []
    for file in state.files.values.sorted(by: { $0.number < $1.number }) {
      if let reading = had[file.number] {
        let isGone = SystemPath.isMissing(file.path)
        // Of a file that had nothing else the path would tell of the key. If it has, `--prune` must
        // still know what to delete.
        if isGone, !full.contains(file.number) {
          forgotten.insert(file.number)
          continue
        }
        // What was not read to its end may still have what it had before.
        let mayHave = reading == file.reading || file.records != nil
        if !isGone, mayHave { holders.append(file.path) }
      }
      ImportState.write(.file(file), to: &writer)
    }
    for keys in kept where !forgotten.contains(keys.file) {
      ImportState.write(.keys(keys), to: &writer)
    }
    entries = writer.bytes
  }
}
