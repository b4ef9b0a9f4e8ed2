#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The errors when the system refuses a file.
enum SystemFailure {
  /// The error for `code`, as errno had it after work on `path`.
  static func error(_ path: InputPath, code: Int32) -> ArchiveError {
    func failure(_ kind: ArchiveError.Kind, reason: String, advice: String) -> ArchiveError {
      ArchiveError(kind, path: path.spelling, reason: reason, advice: advice)
    }
    switch code {
    case ENOENT, ENOTDIR:
      return failure(.notFound, reason: "no such file or folder exists", advice: "check the path")
    case EACCES, EPERM:
      return failure(
        .unreadable, reason: "it may not be read",
        advice: "ask for permission to read it, or copy it")
    case EISDIR: return failure(.unreadable, reason: "it is a folder", advice: "name a file")
    case EBADF where path.isStandardInput:
      return failure(
        .unreadable, reason: "it is closed", advice: "pipe or redirect something into it")
    case ENXIO:
      return failure(.unreadable, reason: "it is a socket", advice: "name a file or a pipe")
    case ELOOP:
      return failure(
        .unreadable, reason: "its links lead in a circle", advice: "name the file itself")
    case ENAMETOOLONG:
      return failure(
        .unreadable, reason: "the path is too long", advice: "move it to a shorter path")
    default:
      let text = unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
      return failure(
        .unreadable, reason: "it cannot be read (\(text))", advice: "check the disk and try again")
    }
  }
}
