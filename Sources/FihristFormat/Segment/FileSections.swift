internal import FihristStorage

/// A file whose body is several sections, one after the other, followed by a u64 for each section
/// that says where it ends.
///
/// Sections let one file hold the data of several term spaces. Each commit makes every file
/// durable, so another file would cost more than the few bytes of a directory.
enum FileSections {
  /// Bytes of the directory of `count` sections.
  static func directoryByteCount(_ count: Int) -> Int { 8 * count }

  /// The ranges of the `count` sections of `file`.
  ///
  /// - Throws: ``IndexError`` of kind `damaged` if they are not adjacent or do not fill the file.
  static func read(_ file: CheckedFile, count: Int) throws(IndexError) -> [Range<Int>] {
    let directory = file.byteCount - directoryByteCount(count)
    let bytes = unsafe try file.bytes(directory..<max(directory, file.byteCount))
    var sections: [Range<Int>] = []
    var start = 0
    for index in 0..<count {
      let end = unsafe bytes.littleEndian(at: 8 * index, as: UInt64.self)
      guard end >= UInt64(start), end <= UInt64(directory) else {
        throw IndexError.damaged(file.path, "its sections do not ascend")
      }
      sections.append(start..<Int(end))
      start = Int(end)
    }
    guard start == directory else {
      throw IndexError.damaged(file.path, "its sections do not fill it")
    }
    return sections
  }
}
