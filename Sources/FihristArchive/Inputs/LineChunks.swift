/// Cuts an input into chunks of whole lines.
///
/// A line longer than the limit is skipped and reported; no more than the limit is held of it.
final class LineChunks {
  /// The size of a chunk in bytes, unless one line is longer.
  static let chunkSize = 1 << 20

  /// Whole lines.
  struct Lines: Sendable {
    /// The lines with their line feeds; the last line of an input may lack its own.
    var bytes: [UInt8]
    /// The number of the first line, from 1.
    var firstLine: Int
    /// The numbers of lines just before these that were longer than the limit.
    var tooLong: [Int] = []
  }

  private let stream: InputStream
  private let limit: Int
  private var carried: [UInt8]
  private var nextLine = 1
  private var tooLong: [Int] = []
  private var isAtEnd = false
  private var failure: ArchiveError?

  /// Starts with `head`, which was read from `stream` before; `limit` is the longest line.
  init(head: [UInt8], _ stream: InputStream, limit: Int = ArchiveOptions.defaultLineLimit) {
    carried = head
    self.stream = stream
    self.limit = limit
  }

  /// The next lines, or nil at the end.
  ///
  /// - Throws: ``ArchiveError`` if the rest of the input cannot be read, after the whole lines
  /// before
  ///   that were returned.
  func next() throws(ArchiveError) -> Lines? {
    while !isAtEnd || !carried.isEmpty {
      var bytes: [UInt8] = []
      swap(&bytes, &carried)
      let end = try readLines(&bytes)
      if bytes.count > limit,
        let line = Self.firstLong(in: bytes, before: end ?? bytes.count, limit: limit)
      {
        if line.lowerBound > 0 { return take(from: &bytes, upTo: line.lowerBound) }
        try skip(in: &bytes, line: line)
        continue
      }
      if end != nil || !tooLong.isEmpty { return take(from: &bytes, upTo: end ?? 0) }
      if let failure { throw failure }
    }
    if tooLong.isEmpty { return nil }
    var nothing: [UInt8] = []
    return take(from: &nothing, upTo: 0)
  }

  /// Reads until `bytes` holds a line feed, the rest of the input, or more than the limit; returns
  /// the end of the last whole line, or nil if there is none.
  ///
  /// What follows the last line feed is a line only at the end of the input.
  private func readLines(_ bytes: inout [UInt8]) throws(ArchiveError) -> Int? {
    var searched = 0
    while true {
      if failure == nil {
        do throws(ArchiveError) {
          isAtEnd = try fill(&bytes)
        } catch {
          failure = error
        }
      }
      if isAtEnd { return bytes.isEmpty ? nil : bytes.count }
      if let end = Self.endOfLastLine(bytes, from: searched) { return end }
      searched = bytes.count
      if failure != nil || bytes.count > limit { return nil }
    }
  }

  /// Reads on up to the size of a chunk, or to twice what there is, or just beyond the limit; says
  /// whether the input ended.
  private func fill(_ bytes: inout [UInt8]) throws(ArchiveError) -> Bool {
    let wanted = max(Self.chunkSize, min(bytes.count * 2, limit + 1))
    while bytes.count < wanted {
      let count = bytes.count
      if try stream.append(wanted - count, to: &bytes) { return true }
    }
    return false
  }
}

// MARK: Lines beyond the limit

extension LineChunks {
  /// The first line of `bytes`, without its line feed, that is longer than `limit`; nil if there is
  /// none before `end`.
  private static func firstLong(in bytes: [UInt8], before end: Int, limit: Int) -> Range<Int>? {
    unsafe bytes.withUnsafeBufferPointer { all in
      let view = unsafe ByteView(all)
      var start = 0
      while start < end {
        let lineEnd = view.firstIndex(of: UInt8(ascii: "\n"), in: start..<end)
        if lineEnd - start > limit { return start..<lineEnd }
        start = lineEnd + 1
      }
      return nil
    }
  }

  /// Skips the line at the start of `bytes`, including the part that was not read yet.
  private func skip(in bytes: inout [UInt8], line: Range<Int>) throws(ArchiveError) {
    tooLong.append(nextLine)
    nextLine += 1
    var rest = Array(bytes[line.upperBound...])
    bytes = []
    while true {
      if let start = Self.endOfFirstLine(rest) {
        carried = Array(rest[start...])
        return
      }
      if isAtEnd || failure != nil { return }
      rest.removeAll(keepingCapacity: true)
      do throws(ArchiveError) {
        isAtEnd = try stream.append(Self.chunkSize, to: &rest)
      } catch {
        failure = error
      }
    }
  }
}

extension LineChunks {
  private static func endOfFirstLine(_ bytes: [UInt8]) -> Int? {
    unsafe bytes.withUnsafeBufferPointer { all in
      let view = unsafe ByteView(all)
      let feed = view.firstIndex(of: UInt8(ascii: "\n"), in: 0..<view.count)
      return feed < view.count ? feed + 1 : nil
    }
  }

  private static func endOfLastLine(_ bytes: [UInt8], from start: Int) -> Int? {
    unsafe bytes.withUnsafeBufferPointer { all in
      let view = unsafe ByteView(all)
      return view.endOfLastLine(in: start..<view.count)
    }
  }

  /// Returns the bytes before `cut` and keeps the rest.
  private func take(from bytes: inout [UInt8], upTo cut: Int) -> Lines {
    carried = Array(bytes[cut...])
    bytes.removeLast(bytes.count - cut)
    let lines = Lines(bytes: bytes, firstLine: nextLine, tooLong: tooLong)
    tooLong = []
    nextLine += unsafe bytes.withUnsafeBufferPointer { unsafe ByteView($0).lineFeedCount() }
    return lines
  }
}
