/// Cuts JSON that is not one object a line into chunks of whole records.
///
/// A record longer than the limit is skipped and reported; no more than twice the limit is held of
/// it.
final class JSONChunks {
  /// How many records a chunk has at most, so that the list of them stays small.
  static let recordLimit = 1 << 15

  /// Whole records.
  struct Records: Sendable {
    /// The bytes that the records lie in.
    var bytes: [UInt8]
    /// The records, in order.
    var records: [JSONRecordScanner.Record]
    /// Records among these that were longer than the limit and are missing.
    var tooLong: [JSONRecordScanner.Record] = []
  }

  private let path: InputPath
  private let stream: InputStream
  private let limit: Int
  private var carried: [UInt8]
  private var scanner = JSONRecordScanner()
  private var isAtEnd = false
  private var failure: ArchiveError?
  private var isFinished = false
  /// Whether the end of the carried bytes was searched already, so that only more of them help.
  private var isExhausted = true

  /// Starts with `head`, which was read from `stream` before; `limit` is the longest record.
  init(head: [UInt8], _ stream: InputStream, limit: Int = ArchiveOptions.defaultLineLimit) {
    carried = head
    path = stream.path
    self.stream = stream
    self.limit = limit
  }

  /// The next records, or nil at the end.
  ///
  /// - Throws: ``ArchiveError`` if the rest of the input cannot be read, or the input ends before
  ///   its last record or array does, after the whole records before that were returned.
  func next() throws(ArchiveError) -> Records? {
    while !isFinished {
      if isExhausted { fill() }
      var found = Records(bytes: [], records: [])
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
      try checkEnd(isIncomplete: isIncomplete)
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
  private func scan(_ found: inout Records) -> Bool {
    unsafe carried.withUnsafeBufferPointer { all in
      let view = unsafe ByteView(all)
      while found.records.count < Self.recordLimit {
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
  private func takeBytes(_ found: inout Records) {
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

  private func checkEnd(isIncomplete: Bool) throws(ArchiveError) {
    if isIncomplete {
      throw ArchiveError(
        .truncated, path: path.spelling, line: scanner.line,
        reason: "the input ends inside record \(scanner.number + 1)",
        advice: "fetch the file again")
    }
    if scanner.isSeeking, !scanner.canSeek {
      throw ArchiveError(
        .damaged, path: path.spelling,
        reason: "record \(scanner.number) is left out, and nothing tells where the next one starts",
        advice: "correct that record, or start each record on a line of its own")
    }
    if scanner.isInArray, !scanner.isSeeking {
      throw ArchiveError(
        .truncated, path: path.spelling, line: scanner.line,
        reason: "the input ends after record \(scanner.number), before its array does",
        advice: "fetch the file again")
    }
  }
}
