#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// An open directory. Calls through it reach this very directory, whatever happens to its path, to
/// the directories above it or to the process's working directory.
final class OpenDirectory: Sendable {
  /// The path as the caller gave it, for messages.
  let path: String

  /// The absolute path, which stays valid after the process has changed its working directory.
  let location: String

  /// The descriptor for system calls that take a name relative to a directory.
  let descriptor: CInt

  /// Opens the directory at `path`.
  ///
  /// - Parameter location: The path from the root, if it is known.
  /// - Throws: ``IndexError``: `invalid` for a path that no directory can have; `notFound` or
  ///   `storage`.
  init(path: String, location: String? = nil) throws(IndexError) {
    try Self.check(path)
    let location = location ?? Self.location(of: path)
    descriptor = try Self.open(location, shownAs: path)
    self.path = path
    self.location = location
  }

  deinit { close(descriptor) }

  /// The path of the file `name`, for messages.
  func path(of name: String) -> String { Self.path(of: name, in: path) }

  static func path(of name: String, in path: String) -> String {
    path.hasSuffix("/") ? path + name : path + "/" + name
  }

  /// Whether the path still leads to this directory.
  var isUnmoved: Bool {
    guard let own = FileIdentity(descriptor: descriptor) else { return false }
    return FileIdentity(path: location) == own
  }

  /// Whether there is an entry `name`.
  func contains(_ name: String) -> Bool { unsafe faccessat(descriptor, name, F_OK, 0) == 0 }

  /// The identity of the file `name` in the directory now; nil if it does not exist.
  func identity(of name: String) -> FileIdentity? { FileIdentity(name, in: descriptor) }

  /// Refuses paths that the system would misread.
  ///
  /// - Throws: ``IndexError`` of kind `invalid` if `path` is empty or holds a NUL byte.
  static func check(_ path: String) throws(IndexError) {
    if path.isEmpty {
      throw IndexError.invalid("\"\"", "the path is empty", advice: "name a directory")
    }
    if path.utf8.contains(0) {
      let shown = path.split(separator: "\0", omittingEmptySubsequences: false)
        .joined(separator: "\\0")
      throw IndexError.invalid(
        shown, "the path contains a NUL byte", advice: "choose a path without one")
    }
  }

  private static func location(of path: String) -> String {
    guard !path.hasPrefix("/"), let start = unsafe getcwd(nil, 0) else { return path }
    defer { unsafe free(start) }
    return Self.path(of: path, in: unsafe String(cString: start))
  }

  private static func open(_ location: String, shownAs path: String) throws(IndexError) -> CInt {
    let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC
    while true {
      #if canImport(Glibc)
        let descriptor = unsafe Glibc.open(location, flags)
      #elseif canImport(Musl)
        let descriptor = unsafe Musl.open(location, flags)
      #else
        let descriptor = unsafe Darwin.open(location, flags)
      #endif
      if descriptor >= 0 { return descriptor }
      if errno != EINTR {
        throw IndexError.system(errno, path: path, action: "open the directory")
      }
    }
  }
}

extension OpenDirectory {
  /// Whether `path`, relative to this directory, is a folder and not a symbolic link to one.
  func isFolder(_ path: String) -> Bool {
    var status = stat()
    return unsafe fstatat(descriptor, path, &status, AT_SYMLINK_NOFOLLOW) == 0
      && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The names of all entries but `.` and `..` of this directory, or of the one at `relative`, in
  /// byte order.
  ///
  /// - Throws: ``IndexError`` of kind `storage`.
  func fileNames(in relative: String = ".") throws(IndexError) -> [String] {
    // A separate descriptor, because two listings at once would share their position.
    let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
    let own = unsafe openat(descriptor, relative, flags)
    guard own >= 0 else { throw IndexError.system(errno, path: path, action: "list the directory") }
    guard let stream = unsafe fdopendir(own) else {
      let code = errno
      close(own)
      throw IndexError.system(code, path: path, action: "list the directory")
    }
    // Closes the descriptor, too.
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
        unsafe String(cString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self))
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
