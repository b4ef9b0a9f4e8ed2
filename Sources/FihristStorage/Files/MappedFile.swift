#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A whole file mapped for reading: the one place that maps and unmaps memory.
///
/// A file that someone truncates while it is mapped ends the process (SIGBUS); the index never
/// truncates or rewrites a published file.
@safe final class MappedFile: Sendable {
  /// The first byte. Immutable and mapped read-only, hence safe to share.
  nonisolated(unsafe) let base: UnsafeRawPointer
  let byteCount: Int

  /// Maps the file at `path`, which must not be empty.
  ///
  /// - Throws: ``IndexError`` of kind `notFound`, `storage`, or `damaged` for an empty file or a
  ///   thing that is no file.
  init(path: String) throws(IndexError) {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw IndexError.system(errno, path: path, action: "open the file")
    }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else {
      throw IndexError.system(errno, path: path, action: "read the file's size")
    }
    guard status.st_mode & S_IFMT == S_IFREG, status.st_size > 0 else {
      throw IndexError.damaged(path, "it is empty or no ordinary file")
    }
    byteCount = Int(status.st_size)
    guard let start = unsafe mmap(nil, byteCount, PROT_READ, MAP_SHARED, descriptor, 0),
      unsafe start != MAP_FAILED
    else { throw IndexError.system(errno, path: path, action: "map the file") }
    unsafe base = UnsafeRawPointer(start)
  }

  deinit { unsafe munmap(UnsafeMutableRawPointer(mutating: base), byteCount) }
}
