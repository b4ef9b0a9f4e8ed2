#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file, a pipe, a device or standard input, read from its start to its end.
final class FileBytes: ByteSource, Sendable {
  /// The path, `-` for standard input.
  let path: InputPath

  /// The length of a regular file, or nil if it is not known, as for a pipe, a device or standard
  /// input.
  let byteCount: Int?

  private let descriptor: Int32
  private let interruption: InputInterruption

  /// Opens the file at `path`, or standard input if that is `-`.
  ///
  /// Opening does not block, not even for the writer of a FIFO; ``read(into:)`` waits, and can be
  /// interrupted.
  init(path: InputPath, interruption: InputInterruption) throws(ArchiveError) {
    self.path = path
    self.interruption = interruption
    if path.isStandardInput {
      descriptor = 0
      byteCount = nil
      return
    }
    try path.check()
    var descriptor: Int32
    repeat {
      descriptor = openFile(path, flags: O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    } while descriptor < 0 && errno == EINTR
    guard descriptor >= 0 else { throw SystemFailure.error(path, code: errno) }
    self.descriptor = descriptor
    var status = stat()
    let isRegular = unsafe fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    byteCount = isRegular ? Int(status.st_size) : nil
    #if canImport(Glibc)
      // The kernel then reads ahead of the indexer. Advice only: failure changes nothing.
      if isRegular { _ = posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL) }
    #endif
  }

  deinit {
    if !path.isStandardInput { _ = close(descriptor) }
  }

  /// Reads up to `target.count` bytes, and waits for the first; 0 at the end.
  @unsafe func read(into target: UnsafeMutableRawBufferPointer) throws(ArchiveError) -> Int {
    guard target.count > 0, let address = target.baseAddress else { return 0 }
    while true {
      if byteCount == nil { try wait() }
      try interruption.check(path)
      let count = unsafe readBytes(from: descriptor, into: address, count: target.count)
      if count >= 0 { return count }
      let code = errno
      guard code == EINTR || code == EAGAIN else { throw SystemFailure.error(path, code: code) }
    }
  }

  func seek(to offset: Int) -> Bool {
    byteCount != nil && lseek(descriptor, off_t(offset), SEEK_SET) == off_t(offset)
  }

  /// Waits until there are bytes, the end, or an interruption.
  ///
  /// A FIFO that no writer has opened yet is not at its end: poll waits for the first writer.
  private func wait() throws(ArchiveError) {
    var polled = [
      pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: interruption.wakeUp, events: Int16(POLLIN), revents: 0),
    ]
    // Without a pipe to wake it up, it checks ten times a second.
    let timeout: Int32 = interruption.wakeUp < 0 ? 100 : -1
    while !interruption.isRequested {
      let count = unsafe polled.withUnsafeMutableBufferPointer {
        unsafe poll($0.baseAddress, nfds_t($0.count), timeout)
      }
      if count > 0, polled[0].revents != 0 { return }
      // Some devices cannot be polled; reading them blocks by itself.
      if count < 0, errno != EINTR, errno != EAGAIN { return }
    }
  }
}

// Outside the class, because its methods have the names of the system calls.
private func openFile(_ path: InputPath, flags: Int32) -> Int32 {
  unsafe path.withCString { unsafe open($0, flags) }
}

private func readBytes(from descriptor: Int32, into target: UnsafeMutableRawPointer, count: Int)
  -> Int
{
  unsafe read(descriptor, target, count)
}
