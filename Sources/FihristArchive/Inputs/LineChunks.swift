/// Cuts an input into chunks of whole lines.
final class LineChunks {
  /// The longest line, and the longest text article, that is read: 256 MiB.
  package static let byteLimit = 256 << 20

  /// So many bytes a chunk has, unless one line is longer.
  static let chunkSize = 1 << 20

  /// Whole lines.
  struct Lines: Sendable {
    /// The lines with their line feeds; the last line of an input may lack its own.
    var bytes: [UInt8]
    /// The number of the first line, from 1.
    var firstLine: Int
  }

  private let stream: InputStream
  private let limit: Int
  private var carried: [UInt8]
  private var nextLine = 1
  private var isAtEnd = false
  private var failure: ArchiveError?

  /// Begins with `head`, which was read of `stream` before; `limit` is the longest line.
  init(head: [UInt8], _ stream: InputStream, limit: Int = LineChunks.byteLimit) {
    carried = head
    self.stream = stream
    self.limit = limit
  }

  /// The next lines, or nil at the end.
  ///
  /// - Throws: ``ArchiveError`` if a line is too long or the rest of the input cannot be read; the
  ///   whole lines before that are given first.
  func next() throws(ArchiveError) -> Lines? {
    if let failure { throw failure }
    if isAtEnd, carried.isEmpty { return nil }
    var bytes: [UInt8] = []
    swap(&bytes, &carried)
    var searched = 0
    while true {
      do throws(ArchiveError) {
        isAtEnd = try fill(&bytes)
      } catch {
        failure = error
      }
      let lineEnd = Self.endOfLastLine(bytes, from: searched)
      searched = bytes.count
      if bytes.count > limit { try checkFirstLine(bytes) }
      // What follows the last line feed is a line only at the end; one that is too long comes alone,
      // so that those before it are read.
      let isLast = isAtEnd && failure == nil && bytes.count - (lineEnd ?? 0) <= limit
      if let cut = isLast ? bytes.count : lineEnd { return bytes.isEmpty ? nil : take(&bytes, cut) }
      if let failure { throw failure }
    }
  }

  /// Refuses a line longer than the limit. Nothing longer than twice the limit is ever read, and
  /// only while no line feed was found, so that no other line can be that long.
  private func checkFirstLine(_ bytes: [UInt8]) throws(ArchiveError) {
    let length = unsafe bytes.withUnsafeBufferPointer { all in
      let view = unsafe ByteView(all)
      return view.firstIndex(of: UInt8(ascii: "\n"), in: 0..<view.count)
    }
    guard length > limit else { return }
    throw ArchiveError(
      .tooLong, path: stream.path, line: nextLine,
      reason: "the line is longer than \(limit >> 20) MiB",
      advice: "check that each record is on a line of its own, or cut the record")
  }

  /// Reads on up to the size of a chunk, or to twice what there is; says whether the input ended.
  private func fill(_ bytes: inout [UInt8]) throws(ArchiveError) -> Bool {
    let wanted = max(Self.chunkSize, bytes.count * 2)
    while bytes.count < wanted {
      let count = bytes.count
      if try stream.append(wanted - count, to: &bytes) { return true }
    }
    return false
  }

  private static func endOfLastLine(_ bytes: [UInt8], from start: Int) -> Int? {
    unsafe bytes.withUnsafeBufferPointer { all in
      let view = unsafe ByteView(all)
      return view.endOfLastLine(in: start..<view.count)
    }
  }

  /// Gives the bytes before `cut` and keeps the rest.
  private func take(_ bytes: inout [UInt8], _ cut: Int) -> Lines {
    carried = Array(bytes[cut...])
    bytes.removeLast(bytes.count - cut)
    let lines = Lines(bytes: bytes, firstLine: nextLine)
    nextLine += unsafe bytes.withUnsafeBufferPointer { unsafe ByteView($0).lineFeedCount() }
    return lines
  }
}
