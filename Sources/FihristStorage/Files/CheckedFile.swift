internal import FihristKernels

/// A finished file of an index, mapped for reading, whose pages are checked at first use.
///
/// Opening reads the header, the footer and the page table only, and proves that they belong
/// together; it proves nothing about the body. ``bytes(_:)`` compares each page that it hands out
/// with its checksum, once; ``verify(_:)`` does this for all pages.
@safe package final class CheckedFile: Sendable {
  /// The file's name inside its directory.
  package let name: String

  /// The file's whole path.
  package let path: String

  /// Bytes of the body.
  package let byteCount: Int

  /// Name, whole byte count and checksum, as a manifest keeps them.
  package let summary: FileSummary

  /// The version of its kind that the file was written in, one of ``FileKind/versions``: a decoder
  /// that reads several versions chooses by it.
  package let version: UInt32

  private let mapping: MappedFile
  private let marks: PageMarks
  // Points into the mapping, which this object keeps.
  private nonisolated(unsafe) let body: UnsafeRawPointer
  private nonisolated(unsafe) let pageTable: UnsafeRawPointer

  /// Opens the file `name` of `directory`.
  ///
  /// - Throws: ``IndexError``: `notFound`; `unsupported` for a version outside
  ///   ``FileKind/versions``; `damaged` if it is not a file of ours, of another kind, or if header,
  ///   footer and page table do not belong together.
  init(_ name: String, in directory: OpenDirectory, kind: FileKind) throws(IndexError) {
    let path = directory.path(of: name)
    let mapping = try MappedFile(name, in: directory)
    let header = unsafe try FileHeader(
      UnsafeRawBufferPointer(start: mapping.base, count: mapping.byteCount), kind: kind, path: path)
    let footer = unsafe try FileFooter(
      UnsafeRawBufferPointer(start: mapping.base, count: mapping.byteCount), path: path)
    self.name = name
    self.path = path
    self.mapping = mapping
    version = header.version
    byteCount = footer.bodyByteCount
    summary = FileSummary(
      name: name, byteCount: UInt64(mapping.byteCount), checksum: footer.checksum)
    marks = PageMarks(pageCount: footer.pageCount)
    unsafe body = mapping.base + FileLayout.headerByteCount
    unsafe pageTable = mapping.base + footer.pageTableOffset
  }

  /// Opens the readable rest of a file whose header or end is damaged. Pages that match their
  /// checksums can still be read, because the manifest records the length of the file. If the
  /// header cannot be read, the file counts as one of the current version.
  ///
  /// - Returns: nil if it does not exist or is too short.
  /// - Throws: ``IndexError`` of kind `storage`.
  init?(
    remainsOf summary: FileSummary, in directory: OpenDirectory, kind: FileKind
  ) throws(IndexError) {
    let path = directory.path(of: summary.name)
    let mapping: MappedFile
    do {
      mapping = try MappedFile(summary.name, in: directory)
    } catch {
      guard error.kind == .damaged || error.kind == .notFound else { throw error }
      return nil
    }
    guard summary.byteCount <= UInt64(mapping.byteCount),
      let bodyByteCount = FileLayout.bodyByteCount(fileByteCount: Int(summary.byteCount))
    else { return nil }
    let header = unsafe try? FileHeader(
      UnsafeRawBufferPointer(start: mapping.base, count: mapping.byteCount), kind: kind, path: path)
    version = header?.version ?? kind.currentVersion
    name = summary.name
    self.path = path
    self.summary = summary
    self.mapping = mapping
    byteCount = bodyByteCount
    marks = PageMarks(pageCount: FileLayout.pageCount(bodyByteCount: bodyByteCount))
    unsafe body = mapping.base + FileLayout.headerByteCount
    unsafe pageTable = body + bodyByteCount + FileLayout.paddingByteCount
  }

  /// Whether the page table is the one of ``summary``.
  package var hasOwnPageTable: Bool {
    let table = unsafe UnsafeRawBufferPointer(
      start: pageTable, count: 4 * FileLayout.pageCount(bodyByteCount: byteCount))
    return unsafe Checksum.crc32c(table) == summary.checksum
  }

  /// The bytes of the body in `range`, valid while this object lives.
  ///
  /// Every page of `range` is compared with its checksum the first time. A decoder may read
  /// ``FileLayout/paddingByteCount`` bytes past the end, whose values are undefined.
  ///
  /// - Throws: ``IndexError`` of kind `damaged` if `range` leaves the body or a page was altered.
  package func bytes(_ range: Range<Int>) throws(IndexError) -> UnsafeRawBufferPointer {
    guard range.lowerBound >= 0, range.upperBound <= byteCount else {
      throw IndexError.damaged(path, "it refers to bytes \(range) of \(byteCount)")
    }
    if !range.isEmpty {
      var page = (range.lowerBound &+ FileLayout.headerByteCount) / FileLayout.pageByteCount
      let last = (range.upperBound &+ (FileLayout.headerByteCount &- 1)) / FileLayout.pageByteCount
      while page <= last {
        if !marks.contains(page) { try check(page) }
        page &+= 1
      }
    }
    return unsafe UnsafeRawBufferPointer(start: body + range.lowerBound, count: range.count)
  }

  /// Tells the system that no page of the file need stay in memory for this object. Checked pages
  /// stay marked as checked, and bytes that were handed out stay valid.
  package func releasePages() { mapping.releasePages() }

  /// Prefetches the bytes at `offset`, which will be read soon; any offset is allowed.
  package func prefetch(_ offset: Int) {
    guard offset >= 0, offset < byteCount else { return }
    unsafe fihrist_prefetch(body + offset)
  }

  /// Compares every page with its checksum, whatever was checked before, and the padding with zero.
  ///
  /// - Parameter progress: called after each page with its number of bytes.
  /// - Throws: ``IndexError`` of kind `damaged` for the first page that was altered, or the
  ///   padding.
  package func verify(_ progress: (Int) -> Void) throws(IndexError) {
    for page in 0..<FileLayout.pageCount(bodyByteCount: byteCount) {
      try check(page)
      progress(pageByteCount(page))
    }
    let padding = unsafe UnsafeRawBufferPointer(
      start: body + byteCount, count: FileLayout.paddingByteCount)
    guard unsafe padding.allSatisfy({ $0 == 0 }) else {
      throw IndexError.damaged(path, "the padding after its body is not zero")
    }
  }

  /// Compares every page with its checksum and the padding with zero, as ``verify(_:)`` does, and
  /// continues after altered parts.
  ///
  /// - Parameter progress: called after each page with its number of bytes.
  /// - Returns: What was altered, in ranges of the file's bytes, ascending; adjacent pages are one
  ///   range.
  package func alteredRanges(_ progress: (Int) -> Void) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    func note(_ range: Range<Int>) {
      if let last = ranges.last, last.upperBound == range.lowerBound {
        ranges[ranges.count - 1] = last.lowerBound..<range.upperBound
      } else {
        ranges.append(range)
      }
    }
    for page in 0..<FileLayout.pageCount(bodyByteCount: byteCount) {
      let start = page * FileLayout.pageByteCount
      if (try? check(page)) == nil { note(start..<start + pageByteCount(page)) }
      progress(pageByteCount(page))
    }
    let end = FileLayout.headerByteCount + byteCount
    let padding = unsafe UnsafeRawBufferPointer(
      start: body + byteCount, count: FileLayout.paddingByteCount)
    if unsafe !padding.allSatisfy({ $0 == 0 }) { note(end..<end + FileLayout.paddingByteCount) }
    return ranges
  }

  private func pageByteCount(_ page: Int) -> Int {
    let end = FileLayout.headerByteCount + byteCount
    return min(FileLayout.pageByteCount, end - page * FileLayout.pageByteCount)
  }

  @inline(never)
  private func check(_ page: Int) throws(IndexError) {
    let start = page * FileLayout.pageByteCount
    let bytes = unsafe UnsafeRawBufferPointer(
      start: mapping.base + start, count: pageByteCount(page))
    let expected = unsafe pageTable.loadUnaligned(fromByteOffset: 4 * page, as: UInt32.self)
    guard unsafe Checksum.crc32c(bytes) == UInt32(littleEndian: expected) else {
      throw IndexError.damaged(
        path, "the checksum of bytes \(start)..<\(start + bytes.count) does not fit")
    }
    marks.insert(page)
  }
}
