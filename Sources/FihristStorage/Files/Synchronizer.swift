#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Waiting until bytes are on the device.
enum Synchronizer {
  /// Makes what was written to `descriptor` durable.
  ///
  /// A failure is final for the commit at hand and never tried again: after a failed `fsync` the
  /// system may have dropped the bytes and report success the next time.
  static func synchronize(_ descriptor: CInt, path: String) throws(IndexError) {
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
