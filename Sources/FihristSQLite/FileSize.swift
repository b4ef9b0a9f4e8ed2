#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How long files are.
enum FileSize {
  /// The length of the file at `path` in bytes; 0 if there is none.
  static func bytes(of path: [UInt8]) -> Int {
    var status = stat()
    let result = unsafe (path + [0]).withUnsafeBufferPointer { all in
      unsafe all.withMemoryRebound(to: CChar.self) { unsafe stat($0.baseAddress!, &status) }
    }
    return result == 0 ? Int(status.st_size) : 0
  }
}
