/// Files that are read completely, without decompression.
public enum WholeFile {
  /// The bytes of the file at `path`, `-` for standard input.
  ///
  /// - Throws: ``ArchiveError`` if it cannot be read, and of kind `interrupted` if `interruption`
  ///   is requested before its end.
  public static func bytes(
    of path: InputPath, interruption: InputInterruption = InputInterruption()
  ) throws -> [UInt8] {
    let file = try FileBytes(path: path, interruption: interruption)
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = try unsafe piece.withUnsafeMutableBufferPointer {
        (target) throws(ArchiveError) in
        try unsafe file.read(into: UnsafeMutableRawBufferPointer(target))
      }
      if count == 0 { return bytes }
      bytes.append(contentsOf: piece[..<count])
    }
  }
}
