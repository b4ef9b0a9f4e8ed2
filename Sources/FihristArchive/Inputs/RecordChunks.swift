/// Cuts an input into chunks of the whole records that a scanner finds.
///
/// A record longer than the limit is skipped and reported; no more than twice the limit is held of
/// it.
final class RecordChunks<Scanner: RecordScanner>: RecordSource {
  /// How many records a chunk has at most, so that the list of them stays small.
  private var recordLimit: Int { 1 << 15 }

  private let path: InputPath
  private let stream: InputStream
  private let limit: Int
  private var carried: [UInt8]
  private var scanner: Scanner
  private var isAtEnd = false
  private var failure: ArchiveError?
  private var isFinished = false
  /// Whether the end of the carried bytes was searched already, so that only more of them help.
  private var isExhausted = true

  /// Starts with `head`, which was read from `stream` before; `limit` is the longest record.
  init(
    _ scanner: Scanner, head: [UInt8], _ stream: InputStream,
    limit: Int = ArchiveOptions.defaultLineLimit
  ) {
    self.scanner = scanner
    carried = head
    path = stream.path
    self.stream = stream
    self.limit = limit
  }

  func next() throws(ArchiveError) -> RecordChunk? {
    while !isFinished {
      if isExhausted { fill() }
      var found = RecordChunk(bytes: [], records: [])
      let isIncomplete = scan(&found)
      if isExhausted, isIncomplete, carried.count - scanner.index > limit {
        found.tooLong.append(scanner.giveUp())
        isExhausted = false
      }
      takeBytes(&found)
      if !found.records.isEmpty || !found.tooLong.isEmpty { return found }
      guard isExhausted, isAtEnd || failure != nil else { continue }
      isFinished = true
      if let failure { throw failure }
      if let problem = scanner.endProblem(path, isIncomplete: isIncomplete) { throw problem }
    }
    return nil
  }

  /// Reads on up to the size of a chunk, or to twice what there is, or just beyond the limit.
  private func fill() {
    let wanted = max(LineChunks.chunkSize, min(carried.count * 2, limit + 1))
    do throws(ArchiveError) {
      while !isAtEnd, failure == nil, carried.count < wanted {
        isAtEnd = try stream.append(wanted - carried.count, to: &carried)
      }
    } catch {
      failure = error
    }
  }

  /// Finds the whole records in the carried bytes; says whether another starts after them.
  private func scan(_ found: inout RecordChunk) -> Bool {
    unsafe carried.withUnsafeBufferPointer { all in
      let view = unsafe ByteView(all)
      while found.records.count < recordLimit {
        switch scanner.next(view, isWhole: isAtEnd) {
        case .record(let record) where record.range.count > limit: found.tooLong.append(record)
        case .record(let record): found.records.append(record)
        case .incomplete:
          isExhausted = true
          return true
        case .end:
          isExhausted = true
          return false
        }
      }
      isExhausted = false
      return false
    }
  }

  /// Moves the bytes that were scanned into `found`.
  private func takeBytes(_ found: inout RecordChunk) {
    let cut = scanner.index
    scanner.discard()
    if found.records.isEmpty {
      carried.removeFirst(cut)
      return
    }
    // Scanning goes on inside of a broken record.
    let end = found.records.reduce(cut) { max($0, $1.range.upperBound) }
    let rest = Array(carried[cut...])
    swap(&found.bytes, &carried)
    found.bytes.removeLast(found.bytes.count - end)
    carried = rest
  }
}
