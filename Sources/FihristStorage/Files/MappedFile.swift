#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A whole file mapped for reading. Only this type maps and unmaps memory.
///
/// A file that someone truncates while it is mapped ends the process (SIGBUS); the index never
/// truncates or rewrites a published file.
@safe final class MappedFile: Sendable {
  /// The first byte. Immutable and mapped read-only, so it is safe to share.
  nonisolated(unsafe) let base: UnsafeRawPointer
  let byteCount: Int

  /// Maps the file `name` of `directory`, which must not be empty.
  ///
  /// - Throws: ``IndexError`` of kind `notFound`, `storage`, or `damaged` for an empty file or
  ///   anything that is not a file.
  init(_ name: String, in directory: OpenDirectory) throws(IndexError) {
    let path = directory.path(of: name)
    // Opening a pipe would wait for a writer.
    let flags = O_RDONLY | O_NONBLOCK | O_CLOEXEC
    let descriptor = unsafe openat(directory.descriptor, name, flags)
    guard descriptor >= 0 else {
      throw IndexError.system(errno, path: path, action: "open the file")
    }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else {
      throw IndexError.system(errno, path: path, action: "read the file's size")
    }
    guard status.st_mode & S_IFMT == S_IFREG, status.st_size > 0 else {
      throw IndexError.damaged(path, "it is empty or not an ordinary file")
    }
    byteCount = Int(status.st_size)
    guard let start = unsafe mmap(nil, byteCount, PROT_READ, MAP_SHARED, descriptor, 0),
      unsafe start != MAP_FAILED
    else { throw IndexError.system(errno, path: path, action: "map the file") }
    unsafe base = UnsafeRawPointer(start)
  }

  /// Tells the system that the pages of the file need not stay in memory for this mapping. Pages
  /// that are read again are fetched again, usually from the system's cache.
  ///
  /// It is only a hint: if the system ignores it, nothing happens.
  func releasePages() {
    _ = unsafe madvise(UnsafeMutableRawPointer(mutating: base), byteCount, MADV_DONTNEED)
  }

  deinit { unsafe munmap(UnsafeMutableRawPointer(mutating: base), byteCount) }
}
