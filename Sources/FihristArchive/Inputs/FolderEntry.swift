#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
internal import FihristFormat

/// What the file system says of a path.
struct FolderEntry: Hashable, Sendable {
  /// The identity of a file, independent of the path that leads to it.
  struct Identity: Hashable, Sendable {
    var device: UInt64
    var number: UInt64
  }

  /// The kind of a path's file.
  enum Kind: Hashable, Sendable {
    case folder, file, pipe, other
  }

  /// What it is; for a link, what it leads to.
  var kind: Kind
  /// Whether it is a link.
  var isLink: Bool
  /// The length of a file in bytes.
  var byteCount: UInt64
  /// When a file was last written, in nanoseconds since 1970.
  var modified: Int64
  /// Which file it is.
  var identity: Identity

  /// Looks at `path`.
  init(path: InputPath) throws(ArchiveError) {
    try path.check()
    var status = stat()
    guard unsafe path.withCString({ unsafe stat($0, &status) }) == 0 else {
      throw SystemFailure.error(path, code: errno)
    }
    kind =
      switch status.st_mode & S_IFMT {
      case S_IFDIR: .folder
      case S_IFREG: .file
      case S_IFIFO: .pipe
      default: .other
      }
    byteCount = kind == .file ? UInt64(max(0, status.st_size)) : 0
    #if canImport(Glibc)
      let time = status.st_mtim
    #else
      let time = status.st_mtimespec
    #endif
    modified = Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
    identity = Identity(
      device: UInt64(truncatingIfNeeded: status.st_dev), number: UInt64(status.st_ino))
    isLink = Self.isLink(path)
  }

  /// What tells whether a file has changed; nil if it is something else than a file.
  var stamp: FileStamp? {
    kind == .file ? FileStamp(byteCount: byteCount, modified: modified) : nil
  }

  /// Whether a link is at `path`, even one that leads nowhere.
  static func isLink(_ path: InputPath) -> Bool {
    var status = stat()
    return unsafe path.withCString({ unsafe lstat($0, &status) }) == 0
      && status.st_mode & S_IFMT == S_IFLNK
  }

  /// The names in the folder at `path`, in the order of their bytes.
  static func names(in path: InputPath) throws(ArchiveError) -> [InputPath] {
    guard let folder = unsafe path.withCString({ unsafe opendir($0) }) else {
      throw SystemFailure.error(path, code: errno)
    }
    defer { unsafe closedir(folder) }
    var names: [[UInt8]] = []
    while let entry = unsafe readdir(folder) {
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { field in
        unsafe Array(field.prefix { $0 != 0 })
      }
      if name != [UInt8(ascii: ".")], name != Array("..".utf8) { names.append(name) }
    }
    names.sort { $0.lexicographicallyPrecedes($1) }
    return names.map { InputPath(bytes: $0) }
  }
}
