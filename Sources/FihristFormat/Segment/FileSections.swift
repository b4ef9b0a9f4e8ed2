internal import FihristStorage

/// A file whose body is several sections, one after the other, and at the end for each section a
/// u64 that says where it ends.
///
/// Sections let one file hold what belongs to several term spaces: each commit makes every file
/// durable, so a file more costs more than the few bytes of a directory.
enum FileSections {
  /// Bytes of the directory of `count` sections.
  static func directoryByteCount(_ count: Int) -> Int { 8 * count }

  /// The ranges of the `count` sections of `file`.
  ///
  /// - Throws: ``IndexError`` of kind `damaged` if they do not lie side by side and fill the file.
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
