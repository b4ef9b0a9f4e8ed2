#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the system says of a path outside of an index, which is bytes and need not be UTF-8.
package enum SystemPath {
  /// Whether the system says that nothing is at `path`; false if it does not say.
  package static func isMissing(_ path: [UInt8]) -> Bool {
    guard !path.contains(0) else { return false }
    var status = stat()
    return unsafe (path + [0]).withUnsafeBufferPointer { all in
      unsafe all.withMemoryRebound(to: CChar.self) { chars in
        // The buffer is never empty: it ends with a zero.
        unsafe lstat(chars.baseAddress!, &status) != 0 && (errno == ENOENT || errno == ENOTDIR)
      }
    }
  }
}
