#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The small texts that commands read whole: queries, topics, a text on standard input.
enum TextInput {
  /// Everything on standard input; bytes that are no UTF-8 become U+FFFD.
  static func standardInput() throws -> String {
    String(decoding: try bytes(of: STDIN_FILENO, name: "standard input"), as: UTF8.self)
  }

  /// The lines of the file at `path` (`-` is standard input), without their ends.
  ///
  /// A byte order mark is left out. Lines end with `\n` or `\r\n`, never with a Unicode line
  /// separator: texts hold those.
  static func lines(ofFile path: String) throws -> [String] {
    let bytes = path == "-" ? try bytes(of: STDIN_FILENO, name: path) : try contents(of: path)
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw ToolError("\(path) is not UTF-8", advice: "convert it, for example with iconv -t UTF-8")
    }
    let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    return body.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map {
      String(decoding: $0.last == UInt8(ascii: "\r") ? $0.dropLast() : $0, as: UTF8.self)
    }
  }

  private static func contents(of path: String) throws -> [UInt8] {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path, errno) }
    defer { close(descriptor) }
    return try bytes(of: descriptor, name: path)
  }

  private static func bytes(of descriptor: Int32, name: String) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = unsafe piece.withUnsafeMutableBytes {
        unsafe read(descriptor, $0.baseAddress, $0.count)
      }
      if count == 0 { return bytes }
      if count > 0 {
        bytes.append(contentsOf: piece[..<count])
      } else if errno != EINTR {
        throw failure(name, errno)
      }
    }
  }

  private static func failure(_ name: String, _ code: Int32) -> ToolError {
    ToolError(
      "\(name) cannot be read (\(unsafe String(cString: strerror(code))))",
      advice: "give a file that exists and may be read")
  }
}
