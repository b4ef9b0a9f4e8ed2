#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The directory that holds an index: the door to all its files.
package struct IndexDirectory: Sendable {
  /// Where it is, as the caller gave it.
  package let path: String

  private let disk: Disk

  /// Names a directory; nothing is read or made.
  ///
  /// - Parameter disk: What changes go through; tests have others than the system's.
  package init(path: String, disk: Disk = .system) {
    self.path = path
    self.disk = disk
  }

  /// The path of the file `name`.
  package func path(of name: String) -> String {
    path.hasSuffix("/") ? path + name : path + "/" + name
  }

  /// Makes the directory, and those above it, where missing, and makes their names durable: a commit
  /// in a directory whose own name is lost would be lost with it.
  ///
  /// - Throws: ``IndexError`` of kind `storage`.
  package func create() throws(IndexError) {
    var made = ""
    var parent = ""
    var code: CInt = 0
    for part in path.split(separator: "/", omittingEmptySubsequences: true) {
      parent = made.isEmpty ? (path.hasPrefix("/") ? "/" : ".") : made
      made += made.isEmpty && !path.hasPrefix("/") ? String(part) : "/" + part
      code = disk.makeDirectory(made)
      if code == 0 {
        try disk.synchronizeDirectory(parent)
      } else if code != EEXIST && (code == ENOENT || !Self.isDirectory(made)) {
        throw IndexError.system(code, path: made, action: "create the directory")
      }
    }
    guard Self.isDirectory(path) else {
      throw IndexError.system(ENOTDIR, path: path, action: "create the directory")
    }
    // Who made it may have ended before its name was durable. It is not an error if that cannot be
    // seen to here: the parent of a directory that is there may be closed to us.
    if code != 0 { try? disk.synchronizeDirectory(parent) }
  }

  /// The names of all entries but `.` and `..`, in byte order.
  ///
  /// - Throws: ``IndexError`` of kind `notFound` or `storage`.
  package func fileNames() throws(IndexError) -> [String] {
    guard let stream = unsafe opendir(path) else {
      throw IndexError.system(errno, path: path, action: "list the directory")
    }
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

  /// Whether there is an entry `name`.
  package func contains(_ name: String) -> Bool { unsafe access(path(of: name), F_OK) == 0 }

  /// Opens the finished file `name`; see ``CheckedFile`` for what that proves and throws.
  package func open(_ name: String, kind: FileKind) throws(IndexError) -> CheckedFile {
    try CheckedFile(path: path(of: name), name: name, kind: kind)
  }

  /// Opens the file of `summary` and checks that it is the very file that was summarised.
  ///
  /// - Throws: ``IndexError`` as ``open(_:kind:)-(String,_)``; `damaged` also if the file is missing
  ///   or another one.
  package func open(_ summary: FileSummary, kind: FileKind) throws(IndexError) -> CheckedFile {
    let file: CheckedFile
    do {
      file = try open(summary.name, kind: kind)
    } catch {
      guard error.kind == .notFound else { throw error }
      throw IndexError.damaged(error.path, "the file, named in the manifest, is missing")
    }
    guard file.summary == summary else {
      throw IndexError.damaged(file.path, "it is not the file that the manifest names")
    }
    return file
  }

  /// Reads the file `name`, whose body is a ``DoubleBody``, from the first copy in it that is whole and that
  /// `decode` understands. Whatever else is damaged in the file is no error.
  ///
  /// - Throws: ``IndexError``: `notFound`, `storage`; if no copy is whole, `unsupported` for a version
  ///   outside ``FileKind/versions`` and else `damaged`; `damaged` if none is understood.
  package func readDouble<Value>(
    _ name: String, kind: FileKind, _ decode: (DoubleBody.Copy) throws(TruncatedBytes) -> Value
  ) throws(IndexError) -> Value {
    let file = try MappedFile(path: path(of: name))
    // Whole copies are taken out of the mapping, which lives until then.
    let copies = withExtendedLifetime(file) {
      let bytes = unsafe UnsafeRawBufferPointer(start: file.base, count: file.byteCount)
      return unsafe DoubleBody.copies(in: bytes, kind: kind)
    }
    // A block of another file, written to the wrong place, may hold a copy that is whole, too.
    var failure: TruncatedBytes?
    for copy in copies {
      do throws(TruncatedBytes) {
        return try decode(copy)
      } catch {
        failure = failure ?? error
      }
    }
    if let failure { throw IndexError.damaged(path(of: name), failure.description) }
    // Says what is wrong where that can be told.
    _ = try open(name, kind: kind)
    throw IndexError.damaged(path(of: name), "neither of the two copies in it is whole")
  }

  /// Opens what is left of the file of `summary`, which ``open(_:kind:)-(FileSummary,_)`` refused: pages that
  /// fit their checksums can be read.
  ///
  /// - Returns: nil if it is gone or too short.
  /// - Throws: ``IndexError`` of kind `storage`.
  package func openRemains(
    of summary: FileSummary, kind: FileKind
  ) throws(IndexError) -> CheckedFile? {
    try CheckedFile(remainsOf: summary, kind: kind, path: path(of: summary.name))
  }

  /// Begins the file `name`, in place of one of that name.
  ///
  /// - Throws: ``IndexError`` of kind `storage`.
  package func create(_ name: String, kind: FileKind) throws(IndexError) -> FileWriter {
    FileWriter(try OutputFile(disk: disk, path: path(of: name), name: name, kind: kind))
  }

  /// Gives the file `from` the name `to`, in place of any file of that name, in one step.
  package func rename(_ from: String, to: String) throws(IndexError) {
    try disk.rename(path(of: from), to: path(of: to))
  }

  /// Gives the file `name` of `source` the name `newName` here as well. Both names then mean the same
  /// bytes, which stay until both are removed.
  ///
  /// - Returns: Whether that was done. It is not across file systems, on those without such links, for
  ///   files that are gone or another's, and in place of another file.
  package func link(_ name: String, of source: IndexDirectory, as newName: String) -> Bool {
    disk.link(source.path(of: name), to: path(of: newName))
  }

  /// Removes the file `name`; one that is not there is no error.
  package func remove(_ name: String) throws(IndexError) {
    try disk.remove(path(of: name))
  }

  /// Bytes that may still be written here; `nil` if the file system does not say.
  package var availableByteCount: UInt64? { disk.availableByteCount(path) }

  /// Makes renames and removals so far durable.
  package func synchronize() throws(IndexError) { try disk.synchronizeDirectory(path) }

  /// Takes the right to write, which the result keeps until its end.
  ///
  /// - Throws: ``IndexError`` of kind `locked` if another writer has it, or `storage`.
  package func lock() throws(IndexError) -> WriterLock {
    try WriterLock(disk: disk, path: path(of: WriterLock.fileName))
  }

  private static func isDirectory(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
