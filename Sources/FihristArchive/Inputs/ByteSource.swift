/// Bytes that are read once, from start to end.
protocol ByteSource: AnyObject {
  /// The path that messages show, `-` for standard input.
  var path: InputPath { get }

  /// How many bytes there are, if they are in a regular file and can be read again; else nil.
  var byteCount: Int? { get }

  /// What limits how much may be unpacked of them; nil for nothing.
  var limit: UnpackingLimit? { get }

  /// Reads up to `target.count` bytes, and waits for the first; 0 at the end.
  @unsafe func read(into target: UnsafeMutableRawBufferPointer) throws(ArchiveError) -> Int

  /// Goes on reading at `offset`; says whether that is possible.
  func seek(to offset: Int) -> Bool
}

extension ByteSource {
  var limit: UnpackingLimit? { nil }
}
