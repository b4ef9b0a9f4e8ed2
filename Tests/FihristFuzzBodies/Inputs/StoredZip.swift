/// Zip archives whose files are not compressed.
enum StoredZip {
  /// An archive of `files`.
  static func archive(_ files: [(name: String, contents: [UInt8])]) -> [UInt8] {
    var archive: [UInt8] = []
    var list: [UInt8] = []
    for file in files {
      let facts =
        number(20, 2) + number(0x800, 2) + number(0, 2) + number(0, 4)
        + number(checksum(file.contents), 4) + number(file.contents.count, 4)
        + number(file.contents.count, 4) + number(file.name.utf8.count, 2) + number(0, 2)
      list += [0x50, 0x4B, 1, 2] + number(20, 2) + facts + number(0, 10) + number(archive.count, 4)
      list += file.name.utf8
      archive += [0x50, 0x4B, 3, 4] + facts + Array(file.name.utf8) + file.contents
    }
    let end =
      [0x50, 0x4B, 5, 6] + number(0, 4) + number(files.count, 2) + number(files.count, 2)
      + number(list.count, 4) + number(archive.count, 4) + number(0, 2)
    return archive + list + end
  }

  /// `value` in `count` bytes, the lowest first.
  private static func number(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { $0 < 8 ? UInt8(truncatingIfNeeded: value >> (8 * $0)) : 0 }
  }

  /// The checksum of zip: CRC-32, bit by bit.
  private static func checksum(_ bytes: [UInt8]) -> Int {
    var sum: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
    }
    return Int(~sum)
  }
}
