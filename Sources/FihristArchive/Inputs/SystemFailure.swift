#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The errors when the system refuses a file.
enum SystemFailure {
  /// The error for `code`, as errno had it after work on `path`.
  static func error(_ path: InputPath, _ code: Int32) -> ArchiveError {
    func failure(_ kind: ArchiveError.Kind, _ reason: String, _ advice: String) -> ArchiveError {
      ArchiveError(kind, path: path.spelling, reason: reason, advice: advice)
    }
    switch code {
    case ENOENT, ENOTDIR:
      return failure(.notFound, "no such file or folder exists", "check the path")
    case EACCES, EPERM:
      return failure(
        .unreadable, "it may not be read", "ask for permission to read it, or copy it")
    case EISDIR: return failure(.unreadable, "it is a folder", "name a file")
    case EBADF where path.isStandardInput:
      return failure(.unreadable, "it is closed", "pipe or redirect something into it")
    case ENXIO: return failure(.unreadable, "it is a socket", "name a file or a pipe")
    case ELOOP: return failure(.unreadable, "its links lead in a circle", "name the file itself")
    case ENAMETOOLONG:
      return failure(.unreadable, "the path is too long", "move it to a shorter path")
    default:
      let text = unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
      return failure(.unreadable, "it cannot be read (\(text))", "check the disk and try again")
    }
  }
}
