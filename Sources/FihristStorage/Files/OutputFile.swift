#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The open file, the buffer and the page checksums of a ``FileWriter``.
@safe final class OutputFile {
  /// A whole number of pages, so that a full buffer holds only whole pages.
  static let bufferByteCount = 16 * FileLayout.pageByteCount

  private let disk: Disk
  private let directory: OpenDirectory
  private let name: String
  private var descriptor: CInt
  private var buffer: UnsafeMutableRawPointer
  /// Bytes in the buffer, always fewer than it holds.
  private var used = 0
  /// Header and body bytes already handed to the system.
  private var drained = 0
  private var pageTable = ByteWriter()

  private var path: String { directory.path(of: name) }

  /// Body bytes so far.
  var bodyByteCount: Int { drained + used - FileLayout.headerByteCount }

  /// Creates the file `name` in `directory`; a file of that name, left by an interrupted run, is
  /// removed first.
  convenience init(
    disk: Disk, _ name: String, in directory: OpenDirectory, kind: FileKind
  ) throws(IndexError) {
    let descriptor = try disk.create(name, in: directory)
    self.init(disk: disk, descriptor: descriptor, name, in: directory, kind: kind)
  }

  /// Writes to `descriptor`, which it closes in the end.
  init(
    disk: Disk = .system, descriptor: CInt, _ name: String, in directory: OpenDirectory,
    kind: FileKind
  ) {
    self.disk = disk
    self.descriptor = descriptor
    self.directory = directory
    self.name = name
    unsafe buffer = .allocate(byteCount: Self.bufferByteCount, alignment: 64)
    let header = FileHeader.bytes(kind: kind, version: kind.currentVersion)
    unsafe header.withUnsafeBytes {
      unsafe buffer.copyMemory(from: $0.baseAddress!, byteCount: $0.count)
    }
    used = header.count
  }

  deinit {
    unsafe buffer.deallocate()
    guard descriptor >= 0 else { return }
    close(descriptor)
    try? disk.remove(name, in: directory)
  }

  func append(_ bytes: UnsafeRawBufferPointer) throws(IndexError) {
    guard var source = bytes.baseAddress else { return }
    var rest = bytes.count
    while rest > 0 {
      let count = min(rest, Self.bufferByteCount - used)
      unsafe (buffer + used).copyMemory(from: source, byteCount: count)
      unsafe source += count
      rest -= count
      used += count
      if used == Self.bufferByteCount { try drain() }
    }
  }

  func finish(synchronize: Bool) throws(IndexError) -> FileSummary {
    let body = bodyByteCount
    // An empty buffer here means that the last page was complete and is already in the table.
    if used > 0 { try drain() }
    let checksum = Checksum.crc32c(pageTable.bytes)
    var tail = ByteWriter()
    tail.raw(repeatElement(0, count: FileLayout.paddingByteCount))
    tail.raw(pageTable.bytes)
    tail.u64(UInt64(body))
    tail.u32(UInt32(FileLayout.pageCount(bodyByteCount: body)))
    tail.u32(checksum)
    tail.u64(FileLayout.endMagic)
    unsafe try tail.bytes.withUnsafeBufferPointer { (bytes) throws(IndexError) in
      unsafe try disk.write(
        UnsafeRawBufferPointer(bytes), to: descriptor, path: path)
    }
    if synchronize { try disk.synchronize(descriptor, path: path) }
    try closeFile()
    return FileSummary(
      name: name, byteCount: UInt64(FileLayout.fileByteCount(bodyByteCount: body)),
      checksum: checksum)
  }

  /// Checksums the pages in the buffer and writes them.
  private func drain() throws(IndexError) {
    var start = 0
    while start < used {
      let count = min(FileLayout.pageByteCount, used - start)
      let page = unsafe UnsafeRawBufferPointer(start: buffer + start, count: count)
      pageTable.u32(unsafe Checksum.crc32c(page))
      start += count
    }
    unsafe try disk.write(
      UnsafeRawBufferPointer(start: buffer, count: used), to: descriptor, path: path)
    drained += used
    used = 0
  }

  /// Some file systems report a full disk only here; the descriptor is gone in any case.
  private func closeFile() throws(IndexError) {
    let closing = descriptor
    descriptor = -1
    guard close(closing) == 0 || errno == EINTR else {
      let code = errno
      try? disk.remove(name, in: directory)
      throw IndexError.system(code, path: path, action: "write")
    }
  }
}
