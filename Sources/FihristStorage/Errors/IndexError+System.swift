#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension IndexError {
  /// The error for the system's `code` (a value of `errno`) after an attempt to `action`.
  ///
  /// - Parameters:
  ///   - code: a value of `errno`.
  ///   - path: the file or directory concerned.
  ///   - action: what was tried, such as "write" or "open".
  package static func system(_ code: CInt, path: String, action: String) -> IndexError {
    let (kind, reason, advice) = explanation(of: code, action: action)
    return IndexError(kind, path: path, reason: reason, advice: advice)
  }

  private static func explanation(
    of code: CInt, action: String
  ) -> (kind: Kind, reason: String, advice: String) {
    switch code {
    case ENOENT:
      return (.notFound, "no such file or directory exists", "check the path")
    case ENOSPC, EDQUOT:
      return (
        .storage, "cannot \(action): the disk is full",
        "free some space and try again; what was committed is unchanged"
      )
    case EFBIG:
      return (
        .storage, "cannot \(action): the file would exceed the size limit",
        "raise the limit on file sizes (ulimit -f) and try again"
      )
    case EACCES, EPERM:
      return (
        .storage, "cannot \(action): permission denied",
        "check the permissions of the directory or choose another one"
      )
    case EROFS:
      return (
        .storage, "cannot \(action): the file system is read-only",
        "choose a directory on a writable file system"
      )
    case EMFILE, ENFILE:
      return (
        .storage, "cannot \(action): too many open files",
        "raise the limit on open files (ulimit -n) and try again"
      )
    case ENOMEM:
      return (
        .storage, "cannot \(action): the system gives this process no more memory",
        "raise the limit on memory (ulimit -v) and try again"
      )
    case ENOTDIR:
      return (.storage, "cannot \(action): not a directory", "choose another path")
    case EIO:
      return (
        .storage, "cannot \(action): the device reports an input/output error",
        "check the disk, then restore the index from a copy"
      )
    default:
      return (
        .storage, "cannot \(action): \(systemText(of: code))",
        "check the disk and the path and try again"
      )
    }
  }

  private static func systemText(of code: CInt) -> String {
    guard let text = unsafe strerror(code) else { return "error \(code)" }
    return unsafe String(cString: text)
  }
}
