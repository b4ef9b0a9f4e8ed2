#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The system calls that change a disk. An index makes each of them only here.
///
/// Tests put a gate before them, to count them, to refuse one, and to know what a power failure may
/// leave. Without a gate a call costs one more comparison, once per mebibyte of output.
package struct Disk: Sendable {
  /// Answers a call with 0, to allow it, or with the value of `errno` that it fails with.
  package typealias Gate = @Sendable (DiskCall) -> CInt

  /// The disk as it is.
  package static let system = Disk(gate: nil)

  /// How many bytes may still be written at a path, or `nil` if that is not known.
  package typealias FreeSpace = @Sendable (_ path: String) -> UInt64?

  private let gate: Gate?
  private let freeSpace: FreeSpace?
  /// The permit to change names; `nil` if that right is never taken back.
  private var permit: WritePermit?

  /// Makes a disk that asks `gate` before every change, from any thread.
  ///
  /// - Parameter freeSpace: Returns the free space, instead of the system.
  package init(gate: Gate?, freeSpace: FreeSpace? = nil) {
    self.gate = gate
    self.freeSpace = freeSpace
  }

  /// The same disk, on which names can be created, changed and removed while `permit` is valid.
  func revocable(by permit: WritePermit) -> Disk {
    var disk = self
    disk.permit = permit
    return disk
  }

  /// Makes a system call that changes a name, if that is still permitted.
  ///
  /// - Returns: Its result, and `errno` after it; -1 and `ECANCELED` without permission.
  private func changeName(_ call: () -> CInt) -> (result: CInt, code: CInt) {
    guard let permit else { return (call(), errno) }
    return permit.withPermission { (call(), errno) } ?? (-1, ECANCELED)
  }

  /// Bytes that may still be written on the file system of `directory`; `nil` if it does not say.
  func availableByteCount(in directory: OpenDirectory) -> UInt64? {
    if let freeSpace { return freeSpace(directory.path) }
    var status = statvfs()
    guard unsafe fstatvfs(directory.descriptor, &status) == 0, status.f_blocks > 0 else {
      return nil
    }
    let (count, isTooMany) = UInt64(status.f_bavail).multipliedReportingOverflow(
      by: UInt64(status.f_frsize))
    return isTooMany ? nil : count
  }

  /// Makes a directory.
  ///
  /// - Returns: 0, or the value of `errno`, `EEXIST` among others.
  func makeDirectory(_ path: String) -> CInt {
    if let gate {
      // The gate is asked only if something changes.
      if unsafe access(path, F_OK) == 0 { return EEXIST }
      let code = gate(.makeDirectory(path: path))
      if code != 0 { return code }
    }
    return unsafe mkdir(path, 0o777) == 0 ? 0 : errno
  }

  /// Creates the file `name` in `directory` for writing, and replaces one that an interrupted run
  /// has left.
  ///
  /// - Returns: its descriptor.
  func create(_ name: String, in directory: OpenDirectory) throws(IndexError) -> CInt {
    let path = directory.path(of: name)
    if gate != nil, directory.contains(name) { try remove(name, in: directory) }
    try ask(.create(path: path), path: path, action: "create the file")
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    while true {
      let (descriptor, code) = changeName {
        unsafe openat(directory.descriptor, name, flags, 0o666)
      }
      if descriptor >= 0 { return descriptor }
      if code == EINTR { continue }
      guard code == EEXIST else {
        throw IndexError.system(code, path: path, action: "create the file")
      }
      try remove(name, in: directory)
    }
  }

  /// Opens the file `name` in `directory`, which is empty, or creates it.
  ///
  /// - Returns: its descriptor.
  func openLockFile(_ name: String, in directory: OpenDirectory) throws(IndexError) -> CInt {
    let path = directory.path(of: name)
    let action = "create the lock file"
    if gate != nil, !directory.contains(name) {
      try ask(.create(path: path), path: path, action: action)
    }
    let flags = O_RDWR | O_CREAT | O_CLOEXEC
    let descriptor = unsafe openat(directory.descriptor, name, flags, 0o666)
    guard descriptor >= 0 else { throw IndexError.system(errno, path: path, action: action) }
    return descriptor
  }

  /// Appends all of `bytes` to the file of `descriptor`.
  func write(
    _ bytes: UnsafeRawBufferPointer, to descriptor: CInt, path: String
  ) throws(IndexError) {
    if gate != nil {
      try ask(.write(path: path, bytes: unsafe Array(bytes)), path: path, action: "write")
    }
    var rest = unsafe bytes[...]
    while unsafe !rest.isEmpty {
      let slice = unsafe UnsafeRawBufferPointer(rebasing: rest)
      #if canImport(Glibc)
        let written = unsafe Glibc.write(descriptor, slice.baseAddress, slice.count)
      #elseif canImport(Musl)
        let written = unsafe Musl.write(descriptor, slice.baseAddress, slice.count)
      #else
        let written = unsafe Darwin.write(descriptor, slice.baseAddress, slice.count)
      #endif
      if written < 0 {
        if errno == EINTR { continue }
        throw IndexError.system(errno, path: path, action: "write")
      }
      unsafe rest = rest.dropFirst(written)
    }
  }

  /// Makes what was written to `descriptor` durable.
  ///
  /// A failure is final for the current commit and never retried: after a failed `fsync`, the
  /// system may have dropped the bytes and report success the next time.
  func synchronize(_ descriptor: CInt, path: String) throws(IndexError) {
    try ask(.synchronize(path: path), path: path, action: "make the file durable")
    try flush(descriptor, path: path)
  }

  /// Renames the file `from` in `directory` to `to`, atomically; a file of that name is replaced.
  func rename(_ from: String, to: String, in directory: OpenDirectory) throws(IndexError) {
    let (source, target) = (directory.path(of: from), directory.path(of: to))
    try ask(.rename(from: source, to: target), path: target, action: "rename the file")
    let (result, code) = changeName {
      unsafe renameat(directory.descriptor, from, directory.descriptor, to)
    }
    if result != 0 { throw IndexError.system(code, path: target, action: "rename the file") }
  }

  /// Links the file `name` of `source` to the name `newName` in `directory`. With a gate nothing is
  /// linked; the caller then copies the file, and those calls ask the gate.
  ///
  /// - Returns: Whether it was done.
  func link(
    _ name: String, of source: OpenDirectory, as newName: String, in directory: OpenDirectory
  ) -> Bool {
    guard gate == nil else { return false }
    return unsafe linkat(source.descriptor, name, directory.descriptor, newName, 0) == 0
  }

  /// Removes the file `name` of `directory`; one that is not there is not an error.
  func remove(_ name: String, in directory: OpenDirectory) throws(IndexError) {
    let path = directory.path(of: name)
    if gate != nil {
      if !directory.contains(name) { return }
      try ask(.remove(path: path), path: path, action: "remove the file")
    }
    let (result, code) = changeName { unsafe unlinkat(directory.descriptor, name, 0) }
    if result != 0, code != ENOENT {
      throw IndexError.system(code, path: path, action: "remove the file")
    }
  }

  /// Makes the names in `directory` durable.
  func synchronize(_ directory: OpenDirectory) throws(IndexError) {
    let path = directory.path
    try ask(.synchronizeDirectory(path: path), path: path, action: "make the directory durable")
    try flush(directory.descriptor, path: path)
  }

  private func ask(
    _ call: @autoclosure () -> DiskCall, path: String, action: String
  ) throws(IndexError) {
    guard let code = gate.map({ $0(call()) }), code != 0 else { return }
    throw IndexError.system(code, path: path, action: action)
  }

  private func flush(_ descriptor: CInt, path: String) throws(IndexError) {
    #if canImport(Darwin)
      // On macOS fsync leaves bytes in the drive's cache.
      if fcntl(descriptor, F_FULLFSYNC) == 0 { return }
    #endif
    while fsync(descriptor) != 0 {
      if errno == EINTR { continue }
      throw IndexError.system(errno, path: path, action: "make the file durable")
    }
  }
}
