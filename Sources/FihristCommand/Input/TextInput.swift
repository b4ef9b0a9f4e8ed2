import FihristArchive

/// The small texts that commands read whole: queries, topics, keys, a text on standard input.
enum TextInput {
  /// Everything on standard input; bytes that are not UTF-8 become U+FFFD.
  static func standardInput() throws -> String {
    String(decoding: try bytes(of: "-"), as: UTF8.self)
  }

  /// The lines of the file at `path` (`-` is standard input), without their ends.
  ///
  /// A byte order mark at the start of a line is left out: files that have one may be joined. Lines
  /// end with `\n` or `\r\n`, never with a Unicode line separator: texts hold those.
  static func lines(ofFile path: String) throws -> [String] {
    let bytes = try bytes(of: path)
    guard String(validating: bytes, as: UTF8.self) != nil else {
      let name = path == "-" ? "standard input" : path
      throw ToolError("\(name) is not UTF-8", advice: "convert it, for example with iconv -t UTF-8")
    }
    return bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map {
      line in
      var line = line
      while line.starts(with: [0xEF, 0xBB, 0xBF]) { line = line.dropFirst(3) }
      return String(
        decoding: line.last == UInt8(ascii: "\r") ? line.dropLast() : line, as: UTF8.self)
    }
  }

  private static func bytes(of path: String) throws -> [UInt8] {
    try WholeFile.bytes(of: InputPath(path), interruption: Interruption.input)
  }
}
