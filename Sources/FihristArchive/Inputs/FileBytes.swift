#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file, or standard input, read from beginning to end.
final class FileBytes: Sendable {
  /// The path, `-` for standard input.
  let path: String

  /// The length of a regular file, or nil of a pipe.
  let byteCount: Int?

  private let descriptor: Int32

  /// Opens the file at `path`, or standard input if that is `-`.
  init(path: String) throws(ArchiveError) {
    self.path = path
    if path == "-" {
      descriptor = 0
      byteCount = nil
      return
    }
    var descriptor: Int32
    repeat {
      descriptor = openFile(path, O_RDONLY | O_CLOEXEC)
    } while descriptor < 0 && errno == EINTR
    guard descriptor >= 0 else { throw SystemFailure.error(path, errno) }
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
    if path != "-" { _ = close(descriptor) }
  }

  /// Reads up to `target.count` bytes; 0 at the end.
  @unsafe func read(into target: UnsafeMutableRawBufferPointer) throws(ArchiveError) -> Int {
    guard target.count > 0, let address = target.baseAddress else { return 0 }
    while true {
      let count = unsafe readBytes(descriptor, address, target.count)
      if count >= 0 { return count }
      if errno != EINTR { throw SystemFailure.error(path, errno) }
    }
  }
}

/// What the system says when it refuses a file.
enum SystemFailure {
  /// The error for `code`, as errno had it after work on `path`.
  static func error(_ path: String, _ code: Int32) -> ArchiveError {
    switch code {
    case ENOENT, ENOTDIR:
      return ArchiveError(
        .notFound, path: path, reason: "there is no such file or folder", advice: "check the path")
    case EACCES, EPERM:
      return ArchiveError(
        .unreadable, path: path, reason: "it may not be read",
        advice: "ask for permission to read it, or copy it")
    case EISDIR:
      return ArchiveError(
        .unreadable, path: path, reason: "it is a folder", advice: "name a file")
    default:
      let text = unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
      return ArchiveError(
        .unreadable, path: path, reason: "it cannot be read (\(text))",
        advice: "check the disk and try again")
    }
  }
}

// Inside the class, whose own methods have the names of the system's calls.
private func openFile(_ path: String, _ flags: Int32) -> Int32 { unsafe open(path, flags) }

private func readBytes(_ descriptor: Int32, _ target: UnsafeMutableRawPointer, _ count: Int) -> Int
{
  unsafe read(descriptor, target, count)
}
