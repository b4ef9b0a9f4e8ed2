#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
internal import Synchronization

/// The directory that holds an index; all its files are accessed through it.
///
/// The first use opens it, and all copies of the value keep using that same directory. If its path
/// comes to lead to another directory, nothing is read or written there (``requireUnmoved()``).
package struct IndexDirectory: Sendable {
  /// Where it is, as the caller gave it.
  package let path: String

  private(set) var disk: Disk
  /// The path from the root, if it is known.
  let location: String?
  private let handle = Handle()

  /// The directory, once it is open.
  private final class Handle: Sendable {
    let directory = Mutex<OpenDirectory?>(nil)
  }

  /// Makes a value for a directory; nothing is read or created.
  ///
  /// - Parameter disk: The disk on which changes are made; tests pass their own.
  package init(path: String, disk: Disk = .system) {
    self.init(path: path, location: nil, disk: disk)
  }

  private init(path: String, location: String?, disk: Disk) {
    self.path = path
    self.location = location
    self.disk = disk
  }

  /// The same directory, in which files can be created, renamed and removed while `permit` is
  /// valid.
  package func revocable(by permit: WritePermit) -> IndexDirectory {
    var directory = self
    directory.disk = disk.revocable(by: permit)
    return directory
  }

  /// The directory that the same path leads to now, even if the process has changed its working
  /// directory since the first use.
  package func reopened() throws(IndexError) -> IndexDirectory {
    IndexDirectory(path: path, location: try open().location, disk: disk)
  }

  func open() throws(IndexError) -> OpenDirectory {
    try handle.directory.withLock { (directory) throws(IndexError) in
      if let directory { return directory }
      let opened = try OpenDirectory(path: path, location: location)
      directory = opened
      return opened
    }
  }

  /// The path of the file `name`, for messages.
  package func path(of name: String) -> String { OpenDirectory.path(of: name, in: path) }

  /// Whether the path leads to the directory that was opened.
  package var isUnmoved: Bool { (try? open().isUnmoved) ?? false }

  /// Makes sure that the path still leads to the directory that was opened.
  ///
  /// - Throws: ``IndexError`` of kind `moved`, or as opening it does.
  package func requireUnmoved() throws(IndexError) {
    guard try open().isUnmoved else { throw Self.moved(path) }
  }

  private static func moved(_ path: String) -> IndexError {
    IndexError(
      .moved, path: path,
      reason: "the directory that was opened was moved, replaced or deleted",
      advice: "open the index again where it is now; what was not committed has to be added again")
  }

  /// Replaces the error for a missing file if the whole directory is gone.
  private func explained(_ error: IndexError) -> IndexError {
    guard error.kind == .notFound, (try? open().isUnmoved) == false else { return error }
    return Self.moved(path)
  }

  /// Creates the directory, and those above it, if they are missing, and makes their names durable:
  /// a commit in a directory whose own name is lost would be lost with it.
  ///
  /// - Throws: ``IndexError``: `invalid` for a path that no directory can have; `storage`.
  package func create() throws(IndexError) {
    try OpenDirectory.check(path)
    var made = ""
    var parent = ""
    var code: CInt = 0
    for part in path.split(separator: "/", omittingEmptySubsequences: true) {
      parent = made.isEmpty ? (path.hasPrefix("/") ? "/" : ".") : made
      made += made.isEmpty && !path.hasPrefix("/") ? String(part) : "/" + part
      code = disk.makeDirectory(made)
      if code == 0 {
        try disk.synchronize(OpenDirectory(path: parent))
      } else if code != EEXIST && (code == ENOENT || !Self.isDirectory(made)) {
        throw IndexError.system(code, path: made, action: "create the directory")
      }
    }
    guard Self.isDirectory(path) else {
      throw IndexError.system(ENOTDIR, path: path, action: "create the directory")
    }
    // The process that made it may have ended before its name was durable. It is not an error if
    // that fails: we may lack access to the parent of an existing directory.
    if code != 0 { try? disk.synchronize(OpenDirectory(path: parent)) }
  }

  /// The names of all entries but `.` and `..`, in byte order.
  ///
  /// - Throws: ``IndexError`` of kind `notFound` or `storage`.
  package func fileNames() throws(IndexError) -> [String] { try open().fileNames() }

  /// Whether there is an entry `name`.
  package func contains(_ name: String) -> Bool {
    (try? open())?.contains(name) ?? false
  }

  /// Opens the finished file `name`; see ``CheckedFile`` for what that proves and throws.
  package func open(_ name: String, kind: FileKind) throws(IndexError) -> CheckedFile {
    try CheckedFile(name, in: try open(), kind: kind)
  }

  /// Opens the file of `summary` and checks that it is the very file that was summarized.
  ///
  /// - Throws: ``IndexError`` as ``open(_:kind:)-(String,_)``; `damaged` also if the file is
  ///   missing or another one.
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

  /// Reads the file `name`, whose body is a ``DoubleBody``, from the first intact copy in it that
  /// `decode` understands. Other damage in the file is not an error.
  ///
  /// - Throws: ``IndexError``: `notFound`, `storage`; if no copy is whole, `unsupported` for a
  ///   version outside ``FileKind/versions`` and else `damaged`; `damaged` if none is understood.
  package func readDouble<Value>(
    _ name: String, kind: FileKind, _ decode: (DoubleBody.Copy) throws(TruncatedBytes) -> Value
  ) throws(IndexError) -> Value {
    let file = try MappedFile(name, in: try open())
    // Intact copies are copied out of the mapping, which must live until then.
    let copies = withExtendedLifetime(file) {
      let bytes = unsafe UnsafeRawBufferPointer(start: file.base, count: file.byteCount)
      return unsafe DoubleBody.copies(in: bytes, kind: kind)
    }
    // A block of another file that was written to the wrong offset may also hold an intact copy.
    var failure: TruncatedBytes?
    for copy in copies {
      do throws(TruncatedBytes) {
        return try decode(copy)
      } catch {
        failure = failure ?? error
      }
    }
    if let failure { throw IndexError.damaged(path(of: name), failure.description) }
    // Throws the specific error, if there is one.
    _ = try open(name, kind: kind)
    throw IndexError.damaged(path(of: name), "neither of the two copies in it is whole")
  }

  /// Opens the readable rest of the file of `summary`, which ``open(_:kind:)-(FileSummary,_)``
  /// refused: pages that match their checksums can be read.
  ///
  /// - Returns: nil if it does not exist or is too short.
  /// - Throws: ``IndexError`` of kind `storage`.
  package func openRemains(
    of summary: FileSummary, kind: FileKind
  ) throws(IndexError) -> CheckedFile? {
    try CheckedFile(remainsOf: summary, in: try open(), kind: kind)
  }

  /// Starts the file `name`, and replaces a file of that name.
  ///
  /// - Throws: ``IndexError`` of kind `storage` or `moved`.
  package func create(_ name: String, kind: FileKind) throws(IndexError) -> FileWriter {
    do {
      return FileWriter(try OutputFile(disk: disk, name, in: try open(), kind: kind))
    } catch {
      throw explained(error)
    }
  }

  /// Renames the file `from` to `to`, atomically; a file of that name is replaced.
  package func rename(_ from: String, to: String) throws(IndexError) {
    try disk.rename(from, to: to, in: try open())
  }

  /// Links the file `name` of `source` to the name `newName` here. Both names then refer to the
  /// same bytes, which stay until both are removed.
  ///
  /// - Returns: Whether that was done. It is not done across file systems, on file systems without
  ///   hard links, for files that are missing or foreign, or if `newName` exists.
  package func link(_ name: String, of source: IndexDirectory, as newName: String) -> Bool {
    guard let source = try? source.open(), let target = try? open() else { return false }
    return disk.link(name, of: source, as: newName, in: target)
  }

  /// Removes the file `name`; one that is not there is not an error.
  package func remove(_ name: String) throws(IndexError) {
    try disk.remove(name, in: try open())
  }

  /// Bytes that may still be written here; `nil` if the file system does not say.
  package var availableByteCount: UInt64? {
    (try? open()).flatMap { disk.availableByteCount(in: $0) }
  }

  /// Makes renames and removals so far durable.
  package func synchronize() throws(IndexError) { try disk.synchronize(try open()) }

  /// Takes the writer's lock, which the result holds until it is released.
  ///
  /// - Throws: ``IndexError`` of kind `locked` if another writer has it, `moved`, or `storage`.
  package func lock() throws(IndexError) -> WriterLock {
    try requireUnmoved()
    return try WriterLock(disk: disk, directory: try open())
  }

  private static func isDirectory(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
