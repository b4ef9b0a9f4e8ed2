/// Finds the records of JSON that is not one object a line: objects in arrays, and objects one
/// after the other, over any number of lines.
///
/// Commas between records may be missing or too many, because
/// no record is lost by that.
///
/// After a record whose grammar is broken nobody can know where the next one starts: a missing
/// quote turns the rest inside out. The scanner goes on at the next line that starts with a brace
/// after as many blanks as the records before did. It does not if an object inside of a record
/// started like that before.
struct JSONRecordScanner: RecordScanner {
  private(set) var index = 0

  /// The line of that byte, from 1.
  private(set) var line = 1

  /// The number of the last record, from 1; 0 before the first.
  private(set) var number = 0

  /// Whether the records are inside of an array.
  private(set) var isInArray = false

  /// Whether a record is looked for after a broken one.
  private(set) var isSeeking = false

  private var indentation = RecordIndentation()
  private var hasDiscarded = false

  /// Whether ``isSeeking`` can find a record.
  var canSeek: Bool { indentation.isReliable }

  mutating func next(_ bytes: ByteView, isWhole: Bool) -> ScanStep {
    if isSeeking, !seek(bytes) { return .end }
    while true {
      guard skipSeparators(bytes, isWhole: isWhole) else { return .end }
      switch bytes[index] {
      case UInt8(ascii: "[") where !isInArray: isInArray = true
      case UInt8(ascii: "]") where isInArray: isInArray = false
      default: return record(bytes, isWhole: isWhole)
      }
      index += 1
    }
  }

  mutating func giveUp() -> ScannedRecord {
    number += 1
    isSeeking = true
    return ScannedRecord(range: index..<index, line: line, number: number)
  }

  mutating func discard() {
    hasDiscarded = hasDiscarded || index > 0
    index = 0
  }

  func endProblem(_ path: InputPath, isIncomplete: Bool) -> ArchiveError? {
    if isIncomplete {
      return ArchiveError(
        .truncated, path: path.spelling, line: line,
        reason: "the input ends inside record \(number + 1)", advice: "fetch the file again")
    }
    if isSeeking, !canSeek {
      return ArchiveError(
        .damaged, path: path.spelling,
        reason: "record \(number) is left out, and nothing tells where the next one starts",
        advice: "correct that record, or start each record on a line of its own")
    }
    if isInArray, !isSeeking {
      return ArchiveError(
        .truncated, path: path.spelling, line: line,
        reason: "the input ends after record \(number), before its array does",
        advice: "fetch the file again")
    }
    return nil
  }

  /// Says whether something follows them.
  private mutating func skipSeparators(_ bytes: ByteView, isWhole: Bool) -> Bool {
    var next = bytes.indexAfterBlanks(from: index)
    while next < bytes.count, bytes[next] == UInt8(ascii: ",") {
      next = bytes.indexAfterBlanks(from: next + 1)
    }
    if next == bytes.count, !isWhole {
      // They may be the indentation of a record that follows; skipping them again does no harm.
      let kept = max(index, next - RecordIndentation.limit - 1)
      advance(to: kept, bytes)
      return false
    }
    advance(to: next, bytes)
    return next < bytes.count
  }

  private mutating func advance(to next: Int, _ bytes: ByteView) {
    line += bytes.part(index..<next).lineFeedCount()
    index = next
  }

  private mutating func record(_ bytes: ByteView, isWhole: Bool) -> ScanStep {
    let start = index
    indentation.measure(bytes, start, of: number + 1, isStartOfInput: !hasDiscarded)
    var cursor = JSONCursor(bytes, start..<bytes.count)
    var isBroken = false
    do throws(JSONProblem) {
      let value = try cursor.value(depth: 0)
      // A number may go on in the bytes that follow.
      if case .object = value {
      } else if cursor.index == bytes.count, !isWhole {
        return .incomplete
      }
    } catch {
      let isOpen = error.kind == .cut || error.kind == .openString
      // No word or escape has more than 6 bytes, so 8 are enough to be sure that it is wrong.
      if isOpen || (!isWhole && bytes.count - cursor.index < 8) { return .incomplete }
      isBroken = true
    }
    number += 1
    let end = isBroken ? min(cursor.index + 8, bytes.count) : cursor.index
    let record = ScannedRecord(range: start..<end, line: line, number: number)
    if isBroken {
      isSeeking = true
      // The next record may start before the byte where the grammar broke.
      advance(to: start + 1, bytes)
    } else {
      indentation.learn(bytes, start..<end)
      advance(to: end, bytes)
    }
    return .record(record)
  }

  /// Steps to the next line that starts like a record; false if there is none.
  private mutating func seek(_ bytes: ByteView) -> Bool {
    let found = indentation.nextStart(in: bytes, from: index)
    // A line may start in these bytes and go on in those that follow.
    advance(to: found ?? max(index, bytes.count - indentation.length), bytes)
    isSeeking = found == nil
    return found != nil
  }
}
