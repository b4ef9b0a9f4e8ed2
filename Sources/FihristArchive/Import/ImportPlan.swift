#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
internal import FihristFormat
internal import FihristStorage

/// Which of the input files have to be read, by what is known about them.
struct ImportPlan {
  /// The files to read.
  private(set) var inputs: ArchiveInputs

  /// What is planned for each of them.
  private(set) var files: [PlannedFile] = []

  /// Files that have another time of change and the same contents.
  private(set) var touched: [KnownFile] = []

  /// Files that were in the named folders, and do not exist any more.
  private(set) var vanished: [KnownFile] = []

  /// The paths of all files that are named or in the named folders, whether they are read or not.
  private(set) var present: Set<[UInt8]>

  /// How many there are of each kind.
  private(set) var counts = ImportCounts()

  private let instructions: UInt64
  private let readsAll: Bool
  private let interruption: InputInterruption

  /// A file that was written within so many nanoseconds before it was read may change once more
  /// without another time of change.
  private static let freshness: Int64 = 2_000_000_000

  /// Compares `all` with `state`, in which new files get numbers.
  ///
  /// - Parameters:
  ///   - instructions: What decides how files are read, as a hash.
  ///   - readsAll: Whether files are read that have not changed.
  init(
    _ all: ArchiveInputs, _ state: inout ImportState, instructions: UInt64, readsAll: Bool,
    interruption: InputInterruption
  ) {
    self.instructions = instructions
    self.readsAll = readsAll
    self.interruption = interruption
    inputs = all
    present = Set(all.files.compactMap(\.identity))
    let now = Self.now
    var kept: [InputFile] = []
    for file in all.files {
      guard let stamp = file.stamp, let path = file.identity else {
        counts.new += 1
        files.append(PlannedFile(known: nil))
        kept.append(file)
        continue
      }
      guard let planned = plan(file, path, stamp, now, &state) else { continue }
      files.append(planned)
      kept.append(file)
    }
    inputs = all.keeping(kept)
    findVanished(all, state)
  }

  /// What to do with a file; nil if it is not read.
  private mutating func plan(
    _ file: InputFile, _ path: [UInt8], _ stamp: FileStamp, _ now: Int64,
    _ state: inout ImportState
  ) -> PlannedFile? {
    let isFresh = stamp.modified > now - Self.freshness
    // The key of a text is its name, which depends on the folder that was named.
    let instructions = StableHash.of("\(instructions) \(file.name)".utf8)
    guard var known = state.files[path] else {
      counts.new += 1
      let number = state.newNumber()
      return PlannedFile(
        known: KnownFile(
          number: number, path: path, stamp: stamp, isFresh: isFresh,
          instructions: instructions, content: nil, records: 0, reading: 1))
    }
    let isSame = !readsAll && known.instructions == instructions
    if isSame, known.records == nil, let same = unchanged(known, file, stamp, isFresh) {
      counts.unchanged += 1
      if !state.hasKeys(known) { counts.unchangedWithoutDocuments += 1 }
      if same != known { touched.append(same) }
      return nil
    }
    let goesOn = isSame && known.stamp == stamp && known.records != nil
    let skip = goesOn ? known.records ?? 0 : 0
    known.isFresh = isFresh
    known.stamp = stamp
    known.instructions = instructions
    known.content = nil
    known.records = skip
    if goesOn {
      counts.resumed += 1
    } else {
      counts.changed += 1
      known.reading += 1
    }
    return PlannedFile(known: known, skip: skip)
  }

  /// What is known of a file from now on, if it has not changed; nil if it has.
  private func unchanged(
    _ known: KnownFile, _ file: InputFile, _ stamp: FileStamp, _ isFresh: Bool
  ) -> KnownFile? {
    if known.stamp == stamp, !known.isFresh { return known }
    guard known.stamp.byteCount == stamp.byteCount, let content = known.content else { return nil }
    let now = ContentHash(
      of: file.path, byteCount: content.byteCount, interruption: interruption)
    guard now == content else { return nil }
    var known = known
    known.stamp = stamp
    known.isFresh = isFresh
    return known
  }

  /// Notes which known files of the folders are gone. A file that is there and is not read this
  /// time, because of its name, say, is not gone; nor is one in a folder that may not be read.
  private mutating func findVanished(_ all: ArchiveInputs, _ state: ImportState) {
    for known in state.files.values where !present.contains(known.path) {
      let isInside = all.folders.contains { folder in
        known.path.count > folder.count && known.path.starts(with: folder)
          && (folder.last == UInt8(ascii: "/") || known.path[folder.count] == UInt8(ascii: "/"))
      }
      if isInside, SystemPath.isMissing(known.path) { vanished.append(known) }
    }
    vanished.sort { $0.number < $1.number }
    counts.vanished = vanished.count
  }

  /// Nanoseconds since 1970.
  private static var now: Int64 {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
