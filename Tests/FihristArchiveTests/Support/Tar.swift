/// Writes tar archives (ustar) for tests, as plainly as the format allows.
enum Tar {
  /// An archive of `files`, by their names.
  static func bytes(_ files: [(name: String, bytes: [UInt8])]) -> [UInt8] {
    var archive: [UInt8] = []
    for file in files {
      archive += header(file.name, file.bytes.count) + file.bytes
      archive += Array(repeating: 0, count: (512 - file.bytes.count % 512) % 512)
    }
    return archive + Array(repeating: 0, count: 1024)
  }

  private static func header(_ name: String, _ count: Int) -> [UInt8] {
    var header = [UInt8](repeating: 0, count: 512)
    func put(_ text: String, _ offset: Int) {
      for (index, byte) in text.utf8.enumerated() { header[offset + index] = byte }
    }
    func octal(_ number: Int, _ digits: Int) -> String {
      let text = String(number, radix: 8)
      return String(repeating: "0", count: digits - text.count) + text
    }
    put(name, 0)
    put(octal(0o644, 7), 100)
    put(octal(0, 7), 108)
    put(octal(0, 7), 116)
    put(octal(count, 11), 124)
    put(octal(0, 11), 136)
    put("        ", 148)
    put("0", 156)
    put("ustar", 257)
    put("00", 263)
    let sum = header.reduce(0) { $0 + Int($1) }
    put(octal(sum, 6), 148)
    header[154] = 0
    return header
  }
}
