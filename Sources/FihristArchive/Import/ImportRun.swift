internal import FihristFormat
internal import FihristIndexing
internal import FihristStorage

/// An import while it runs: which records were passed on of each file, and what commits say about
/// that.
///
/// One thread at a time may use it, as with the reader of the archive; ``ledger`` is for all.
final class ImportRun: @unchecked Sendable {
  /// The keys that were found.
  let ledger = ImportLedger()

  private let files: [PlannedFile]
  private let touched: [KnownFile]
  private let job: UInt64
  private var notes: ImportNotes
  /// What user data must still say of the files, if nobody else has changed it meanwhile.
  private var expected: String?

  /// How many records of each file the reader has returned, those that were skipped included.
  private var seen: [Int: Int] = [:]
  /// The files that were read to their end, since the last commit that says so.
  private var completed: [Int: ContentHash?] = [:]
  /// How many records of each file the last commit has.
  private var noted: [Int: Int] = [:]
  /// How many records of each file that was not read to its end had been returned when that was
  /// found out: the next import skips no more than these.
  private var cut: [Int: Int] = [:]
  private var isStarted = false
  /// Whether anything is to be noted: streams cannot be read again.
  private let isTracking: Bool

  /// Starts to read `files`.
  ///
  /// - Parameters:
  ///   - touched: Files to be noted although they are not read.
  ///   - job: What distinguishes this import from others, as a hash.
  ///   - expected: What the user data says of the files now.
  init(
    _ files: [PlannedFile], touched: [KnownFile], job: UInt64, notes: ImportNotes, expected: String?
  ) {
    self.files = files
    self.touched = touched
    self.job = job
    self.notes = notes
    self.expected = expected
    isTracking = !touched.isEmpty || files.contains { $0.known != nil }
  }

  /// Notes that all of the file `root` was returned, or is in articles that will be.
  func complete(_ root: Int, _ content: ContentHash?) {
    guard cut[root] == nil else { return }
    completed[root] = .some(content)
  }

  /// Notes that the file `root`, or one in it, cannot be read, or not to its end: it stays known as
  /// read in part, so that it is tried again, and nothing that it had before counts as lost.
  func cut(_ root: Int) {
    if cut[root] == nil { cut[root] = seen[root, default: 0] }
  }

  /// How many files that were read before were not read to their end.
  var cutFileCount: Int { cut.keys.count { files[$0].known.map { $0.reading > 1 } ?? false } }

  /// Counts the records of `chunk` and removes those that were read by an interrupted import; nil
  /// if nothing is left.
  func take(_ chunk: ArchiveChunk) -> ArchiveChunk? {
    var chunk = chunk
    chunk.ledger = ledger
    switch chunk.content {
    case .lines(let file, let firstLine):
      let (bytes, skipped) = Self.lines(chunk.bytes, after: left(file.root))
      seen[file.root, default: 0] += Self.lineCount(chunk.bytes)
      if bytes.isEmpty, chunk.failures.isEmpty || skipped > 0 { return nil }
      chunk.bytes = bytes
      chunk.content = .lines(file: file, firstLine: firstLine + skipped)
    case .records(let file, let form, let records):
      let rest = records.dropFirst(left(file.root))
      seen[file.root, default: 0] += records.count
      if rest.isEmpty, chunk.failures.isEmpty || !records.isEmpty { return nil }
      chunk.content = .records(file: file, form, Array(rest))
    case .articles(let articles):
      let rest = articles.filter { article in
        let isNew = left(article.file.root) == 0
        seen[article.file.root, default: 0] += 1
        return isNew
      }
      if rest.isEmpty, chunk.failures.isEmpty { return nil }
      chunk.content = .articles(rest)
    }
    return chunk
  }

  /// How many of the next records of the file `root` are to be skipped.
  private func left(_ root: Int) -> Int { max(0, files[root].skip - seen[root, default: 0]) }

  private static func lineCount(_ bytes: [UInt8]) -> Int {
    let feeds = unsafe bytes.withUnsafeBufferPointer { unsafe ByteView($0).lineFeedCount() }
    return bytes.last == UInt8(ascii: "\n") || bytes.isEmpty ? feeds : feeds + 1
  }

  /// The lines of `bytes` after the first `count`, and how many there were of these.
  private static func lines(_ bytes: [UInt8], after count: Int) -> ([UInt8], skipped: Int) {
    var (start, skipped) = (0, 0)
    while skipped < count, start < bytes.count {
      let feed = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count - 1
      start = feed + 1
      skipped += 1
    }
    return (start == 0 ? bytes : Array(bytes[start...]), skipped)
  }
}

// MARK: Commits

extension ImportRun {
  /// Writes what the commit of all that was returned says about the files, and returns the user
  /// data that names it.
  ///
  /// - Parameters:
  ///   - userData: That of the last commit.
  ///   - waiting: Files of articles that were read and not returned yet.
  ///   - isAtEnd: Whether all files were read.
  /// - Throws: `IndexError`: `invalid` if another import has changed the index since the plan was
  ///   made; `storage`.
  func checkpoint(
    after userData: [String: String], waiting: Set<Int>, isAtEnd: Bool
  ) throws -> [String: String] {
    guard isTracking else { return [:] }
    guard userData[ImportNotes.name] == expected else {
      throw IndexError.invalid(
        notes.directory.path, "another import has changed the index meanwhile",
        advice: "run the command again")
    }
    var writer = ByteWriter()
    if !isStarted {
      for file in touched { ImportState.write(.file(file), to: &writer) }
    }
    if isAtEnd || !isStarted {
      ImportState.write(.unfinished(isAtEnd ? nil : job), to: &writer)
    }
    isStarted = true
    writeFiles(waiting, to: &writer)
    for (root, hashes) in ledger.take().sorted(by: { $0.key < $1.key }) {
      guard let file = files[root].known else { continue }
      let keys = ImportState.Keys(file: file.number, reading: file.reading, hashes: hashes)
      ImportState.write(.keys(keys), to: &writer)
    }
    if writer.bytes.isEmpty { return [:] }
    try notes.add(writer.bytes)
    expected = notes.value
    return [ImportNotes.name: notes.value]
  }

  private func writeFiles(_ waiting: Set<Int>, to writer: inout ByteWriter) {
    for root in Set(seen.keys).union(completed.keys).sorted() {
      guard var file = files[root].known else { continue }
      if !waiting.contains(root), let content = completed.removeValue(forKey: root) {
        file.content = content
        file.records = nil
        seen[root] = nil
        noted[root] = nil
      } else {
        let count = max(cut[root] ?? seen[root, default: 0], files[root].skip)
        guard count > 0 || cut[root] != nil, count != noted[root] else { continue }
        file.records = count
        noted[root] = count
      }
      ImportState.write(.file(file), to: &writer)
    }
  }
}
