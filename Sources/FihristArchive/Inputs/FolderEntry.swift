#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the file system says of a path.
struct FolderEntry: Hashable, Sendable {
  /// Whether it is a folder, or a link to one.
  var isFolder: Bool
  /// Whether it is a regular file, or a link to one.
  var isFile: Bool
  /// Whether it is a link.
  var isLink: Bool
  /// The length of a file.
  var byteCount: UInt64

  /// Looks at `path`.
  init(path: String) throws(ArchiveError) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { throw SystemFailure.error(path, errno) }
    isFolder = status.st_mode & S_IFMT == S_IFDIR
    isFile = status.st_mode & S_IFMT == S_IFREG
    byteCount = isFile ? UInt64(max(0, status.st_size)) : 0
    isLink = unsafe lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }

  /// The names in the folder at `path`, in the order of their bytes.
  static func names(in path: String) throws(ArchiveError) -> [String] {
    guard let folder = unsafe opendir(path) else { throw SystemFailure.error(path, errno) }
    defer { unsafe closedir(folder) }
    var names: [String] = []
    while let entry = unsafe readdir(folder) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { field in
        unsafe field.withMemoryRebound(
          to: CChar.self, capacity: MemoryLayout.size(ofValue: field.pointee)
        ) {
          unsafe String(cString: $0)
        }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
