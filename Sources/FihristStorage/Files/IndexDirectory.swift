#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The directory that holds an index: the door to all its files.
package struct IndexDirectory: Sendable, Hashable {
  /// Where it is, as the caller gave it.
  package let path: String

  /// Names a directory; nothing is read or made.
  package init(path: String) { self.path = path }

  /// The path of the file `name`.
  package func path(of name: String) -> String {
    path.hasSuffix("/") ? path + name : path + "/" + name
  }

  /// Makes the directory, and those above it, where missing.
  ///
  /// - Throws: ``IndexError`` of kind `storage`.
  package func create() throws(IndexError) {
    var made = ""
    for part in path.split(separator: "/", omittingEmptySubsequences: true) {
      made += made.isEmpty && !path.hasPrefix("/") ? String(part) : "/" + part
      guard unsafe mkdir(made, 0o777) != 0 else { continue }
      let code = errno
      if code == EEXIST || (code != ENOENT && Self.isDirectory(made)) { continue }
      throw IndexError.system(code, path: made, action: "create the directory")
    }
    guard Self.isDirectory(path) else {
      throw IndexError.system(ENOTDIR, path: path, action: "create the directory")
    }
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

  /// Begins the file `name`, in place of one of that name.
  ///
  /// - Throws: ``IndexError`` of kind `storage`.
  package func create(_ name: String, kind: FileKind) throws(IndexError) -> FileWriter {
    FileWriter(try OutputFile(path: path(of: name), name: name, kind: kind))
  }

  /// Gives the file `from` the name `to`, in place of any file of that name, in one step.
  package func rename(_ from: String, to: String) throws(IndexError) {
    #if canImport(Glibc)
      let result = unsafe Glibc.rename(path(of: from), path(of: to))
    #elseif canImport(Musl)
      let result = unsafe Musl.rename(path(of: from), path(of: to))
    #else
      let result = unsafe Darwin.rename(path(of: from), path(of: to))
    #endif
    if result != 0 { throw IndexError.system(errno, path: path(of: to), action: "rename the file") }
  }

  /// Removes the file `name`; one that is not there is no error.
  package func remove(_ name: String) throws(IndexError) {
    if unsafe unlink(path(of: name)) != 0, errno != ENOENT {
      throw IndexError.system(errno, path: path(of: name), action: "remove the file")
    }
  }

  /// Makes renames and removals so far durable.
  package func synchronize() throws(IndexError) {
    #if canImport(Glibc)
      let descriptor = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC)
    #elseif canImport(Musl)
      let descriptor = unsafe Musl.open(path, O_RDONLY | O_CLOEXEC)
    #else
      let descriptor = unsafe Darwin.open(path, O_RDONLY | O_CLOEXEC)
    #endif
    guard descriptor >= 0 else {
      throw IndexError.system(errno, path: path, action: "open the directory")
    }
    defer { close(descriptor) }
    try Synchronizer.synchronize(descriptor, path: path)
  }

  /// Takes the right to write, which the result keeps until its end.
  ///
  /// - Throws: ``IndexError`` of kind `locked` if another writer has it, or `storage`.
  package func lock() throws(IndexError) -> WriterLock {
    try WriterLock(path: path(of: WriterLock.fileName))
  }

  private static func isDirectory(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
