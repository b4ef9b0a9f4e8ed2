/// Copies files of one index directory into another.
struct FileCopier {
  let source: IndexDirectory
  let target: IndexDirectory
  /// Whether files are shared where that is possible.
  let links: Bool

  /// Bytes that are read at once: whole pages.
  private static let pieceByteCount = 16 * FileLayout.pageByteCount

  /// Makes a durable file of `summary` that has the bytes of `original`, and compares every page
  /// with its checksum.
  ///
  /// - Parameter progress: Called with the bytes that are done.
  /// - Returns: Whether the two files share their bytes.
  /// - Throws: `IndexError`: `damaged` or `storage`; the file may be there, incomplete.
  func copy(
    _ original: CommitFiles.File, as summary: FileSummary, progress: (UInt64) -> Void
  ) throws(IndexError) -> Bool {
    if links, try link(original, as: summary, progress) { return true }
    try write(original, as: summary, progress)
    try target.open(summary, kind: original.kind).verify { _ in }
    return false
  }

  private func link(
    _ original: CommitFiles.File, as summary: FileSummary, _ progress: (UInt64) -> Void
  ) throws(IndexError) -> Bool {
    let file = original.file
    guard target.link(file.name, of: source, as: summary.name),
      // The link leads to the file that has the name now, which another program may have replaced.
      let linked = try? target.open(summary, kind: original.kind)
    else { return false }
    var done: UInt64 = 0
    do {
      try linked.verify { count in
        done += UInt64(count)
        progress(done)
      }
    } catch {
      throw IndexError(error.kind, path: file.path, reason: error.reason, advice: error.advice)
    }
    return true
  }

  private func write(
    _ original: CommitFiles.File, as summary: FileSummary, _ progress: (UInt64) -> Void
  ) throws(IndexError) {
    let file = original.file
    var writer = try target.create(summary.name, kind: original.kind)
    var offset = 0
    while offset < file.byteCount {
      let end = min(file.byteCount, offset + Self.pieceByteCount)
      unsafe try writer.append(try file.bytes(offset..<end))
      offset = end
      progress(UInt64(offset))
    }
    guard try writer.finish() == summary else {
      throw IndexError.damaged(file.path, "a copy of it has another checksum")
    }
  }
}
