#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The open file, the buffer and the page checksums behind a ``FileWriter``.
@safe final class OutputFile {
  /// A whole number of pages, so that a full buffer holds only whole pages.
  static let bufferByteCount = 16 * FileLayout.pageByteCount

  private let path: String
  private let name: String
  private var descriptor: CInt
  private var buffer: UnsafeMutableRawPointer
  /// Bytes in the buffer, always fewer than it holds.
  private var used = 0
  /// Header and body bytes already handed to the system.
  private var drained = 0
  private var pageTable = ByteWriter()

  /// Body bytes so far.
  var bodyByteCount: Int { drained + used - FileLayout.headerByteCount }

  /// Makes the file anew; one of that name, left by a run that broke off, is removed first.
  convenience init(path: String, name: String, kind: FileKind) throws(IndexError) {
    unsafe unlink(path)
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      throw IndexError.system(errno, path: path, action: "create the file")
    }
    try self.init(descriptor: descriptor, path: path, name: name, kind: kind)
  }

  /// Writes to `descriptor`, which it closes in the end.
  init(descriptor: CInt, path: String, name: String, kind: FileKind) throws(IndexError) {
    self.descriptor = descriptor
    self.path = path
    self.name = name
    unsafe buffer = .allocate(byteCount: Self.bufferByteCount, alignment: 64)
    let header = FileHeader.bytes(kind: kind)
    unsafe header.withUnsafeBytes {
      unsafe buffer.copyMemory(from: $0.baseAddress!, byteCount: $0.count)
    }
    used = header.count
  }

  deinit {
    unsafe buffer.deallocate()
    guard descriptor >= 0 else { return }
    close(descriptor)
    unsafe unlink(path)
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
    // An empty buffer here means that the last page was whole and is in the table already.
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
      unsafe try write(UnsafeRawBufferPointer(bytes))
    }
    if synchronize { try Synchronizer.synchronize(descriptor, path: path) }
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
    unsafe try write(UnsafeRawBufferPointer(start: buffer, count: used))
    drained += used
    used = 0
  }

  private func write(_ bytes: UnsafeRawBufferPointer) throws(IndexError) {
    var rest = unsafe bytes[...]
    while unsafe !rest.isEmpty {
      let slice = unsafe UnsafeRawBufferPointer(rebasing: rest)
      #if canImport(Glibc)
        let written = unsafe Glibc.write(descriptor, slice.baseAddress, slice.count)
      #elseif canImport(Musl)
        let written = unsafe Musl.write(descriptor, slice.baseAddress, slice.count)
      #else
        let written = unsafe Darwin.write(descriptor, slice.baseAddress, slice.count)
      #endif
      if written < 0 {
        if errno == EINTR { continue }
        throw IndexError.system(errno, path: path, action: "write")
      }
      unsafe rest = rest.dropFirst(written)
    }
  }

  /// Some file systems report a full disk only here; the descriptor is gone in any case.
  private func closeFile() throws(IndexError) {
    let closing = descriptor
    descriptor = -1
    guard close(closing) == 0 || errno == EINTR else {
      let code = errno
      unsafe unlink(path)
      throw IndexError.system(code, path: path, action: "write")
    }
  }
}
