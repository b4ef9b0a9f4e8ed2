#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Standard input, for the commands that take `-` for a text.
enum StandardInput {
  /// Everything up to the end, as text; bytes that are no UTF-8 become U+FFFD.
  static func text() throws -> String {
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = unsafe piece.withUnsafeMutableBytes {
        unsafe read(STDIN_FILENO, $0.baseAddress, $0.count)
      }
      if count == 0 { return String(decoding: bytes, as: UTF8.self) }
      if count > 0 {
        bytes.append(contentsOf: piece[..<count])
      } else if errno != EINTR {
        throw ToolError(
          "standard input cannot be read (\(unsafe String(cString: strerror(errno))))",
          advice: "give a text or a file")
      }
    }
  }
}
