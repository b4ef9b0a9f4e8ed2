#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The system calls by which an index changes a disk: each is made here and nowhere else.
///
/// Tests put a gate before them, to number them, to refuse one, and to know what a power failure
/// may leave. Without a gate a call costs one comparison more, once a mebibyte of output.
package struct Disk: Sendable {
  /// Answers a call with 0, to let it through, or with the value of `errno` it shall fail with.
  package typealias Gate = @Sendable (DiskCall) -> CInt

  /// The disk as it is.
  package static let system = Disk(gate: nil)

  /// How many bytes may still be written where a path leads, or `nil` if that is not known.
  package typealias Room = @Sendable (_ path: String) -> UInt64?

  private let gate: Gate?
  private let room: Room

  /// Makes a disk that asks `gate` before every change, from any thread.
  ///
  /// - Parameter room: What it says of free space, if not what the system says.
  package init(gate: Gate?, room: Room? = nil) {
    self.gate = gate
    self.room = room ?? Self.systemRoom
  }

  /// Bytes that may still be written on the file system of `path`; `nil` if it does not say.
  func availableByteCount(_ path: String) -> UInt64? { room(path) }

  private static func systemRoom(_ path: String) -> UInt64? {
    var status = statvfs()
    guard unsafe statvfs(path, &status) == 0, status.f_blocks > 0 else { return nil }
    let (count, isTooMany) = UInt64(status.f_bavail).multipliedReportingOverflow(
      by: UInt64(status.f_frsize))
    return isTooMany ? nil : count
  }

  /// Makes a directory.
  ///
  /// - Returns: 0, or the value of `errno`, `EEXIST` among others.
  func makeDirectory(_ path: String) -> CInt {
    if let gate {
      // Only what changes something is a change.
      if unsafe access(path, F_OK) == 0 { return EEXIST }
      let code = gate(.makeDirectory(path: path))
      if code != 0 { return code }
    }
    return unsafe mkdir(path, 0o777) == 0 ? 0 : errno
  }

  /// Makes the file at `path` for writing, in place of one that a run which broke off has left.
  ///
  /// - Returns: its descriptor.
  func create(_ path: String) throws(IndexError) -> CInt {
    if gate != nil, unsafe access(path, F_OK) == 0 { try remove(path) }
    try ask(.create(path: path), path: path, action: "create the file")
    while true {
      let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      if descriptor >= 0 { return descriptor }
      let code = errno
      if code == EINTR { continue }
      guard code == EEXIST else {
        throw IndexError.system(code, path: path, action: "create the file")
      }
      try remove(path)
    }
  }

  /// Opens the file at `path`, which is empty, or makes it.
  ///
  /// - Returns: its descriptor.
  func openLockFile(_ path: String) throws(IndexError) -> CInt {
    let action = "create the lock file"
    if gate != nil, unsafe access(path, F_OK) != 0 {
      try ask(.create(path: path), path: path, action: action)
    }
    let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
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
  /// A failure is final for the commit at hand and never tried again: after a failed `fsync` the
  /// system may have dropped the bytes and report success the next time.
  func synchronize(_ descriptor: CInt, path: String) throws(IndexError) {
    try ask(.synchronize(path: path), path: path, action: "make the file durable")
    try flush(descriptor, path: path)
  }

  /// Gives the file `from` the name `to`, in place of any file of that name, in one step.
  func rename(_ from: String, to: String) throws(IndexError) {
    try ask(.rename(from: from, to: to), path: to, action: "rename the file")
    #if canImport(Glibc)
      let result = unsafe Glibc.rename(from, to)
    #elseif canImport(Musl)
      let result = unsafe Musl.rename(from, to)
    #else
      let result = unsafe Darwin.rename(from, to)
    #endif
    if result != 0 { throw IndexError.system(errno, path: to, action: "rename the file") }
  }

  /// Gives the file `from` the name `to` as well. With a gate it is not done: what is done instead asks
  /// the gate.
  ///
  /// - Returns: Whether it was done.
  func link(_ from: String, to: String) -> Bool {
    guard gate == nil else { return false }
    #if canImport(Glibc)
      return unsafe Glibc.link(from, to) == 0
    #elseif canImport(Musl)
      return unsafe Musl.link(from, to) == 0
    #else
      return unsafe Darwin.link(from, to) == 0
    #endif
  }

  /// Removes the file at `path`; one that is not there is no error.
  func remove(_ path: String) throws(IndexError) {
    if gate != nil {
      if unsafe access(path, F_OK) != 0 { return }
      try ask(.remove(path: path), path: path, action: "remove the file")
    }
    if unsafe unlink(path) != 0, errno != ENOENT {
      throw IndexError.system(errno, path: path, action: "remove the file")
    }
  }

  /// Makes the names in the directory at `path` durable.
  func synchronizeDirectory(_ path: String) throws(IndexError) {
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
    try ask(.synchronizeDirectory(path: path), path: path, action: "make the directory durable")
    try flush(descriptor, path: path)
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
