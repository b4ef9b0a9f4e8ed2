/// The encodings in which Arabic text is found on old disks.
package enum TextEncoding: String, Sendable, Hashable, CaseIterable {
  /// What Fihrist reads.
  case utf8 = "UTF-8"
  /// Two bytes a letter, the lower one first: what Windows calls Unicode.
  case utf16LittleEndian = "UTF-16LE"
  /// Two bytes a letter, the higher one first.
  case utf16BigEndian = "UTF-16BE"
  /// Four bytes a letter.
  case utf32 = "UTF-32"
  /// Arabic on Windows before Unicode.
  case windows1256 = "windows-1256"
  /// Arabic on Unix and the early Web.
  case iso8859Part6 = "ISO-8859-6"
  /// Another encoding of one byte a letter.
  case otherSingleByte = "an encoding of one byte a letter"

  /// The name by which iconv knows the encoding.
  private var iconvName: String {
    switch self {
    case .windows1256: "WINDOWS-1256"
    case .otherSingleByte: "ENCODING"
    default: rawValue
    }
  }

  /// What to do with the file at `path`: the command that converts it.
  func advice(for path: String) -> String {
    let file = path == "-" ? "" : " \(ShellWord.quoted(path))"
    let target = path == "-" ? " |" : " > \(ShellWord.quoted(Self.convertedName(path)))"
    let command = "iconv -f \(iconvName) -t UTF-8\(file)\(target)"
    return self == .otherSingleByte
      ? "find out the encoding and convert it: \(command)" : "convert it: \(command)"
  }

  /// `dir/name.txt` becomes `dir/name.utf8.txt`.
  private static func convertedName(_ path: String) -> String {
    let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    guard let dot = path[slash...].lastIndex(of: "."), dot > slash else { return path + ".utf8" }
    return path[..<dot] + ".utf8" + path[dot...]
  }
}

/// Words as a shell reads them.
enum ShellWord {
  /// `word` as it is if no shell would touch it, else in single quotes.
  static func quoted(_ word: String) -> String {
    let isPlain =
      !word.isEmpty
      && word.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."),
          UInt8(ascii: "-"), UInt8(ascii: "_"), 0x80...0xFF:
          true
        default: false
        }
      }
    if isPlain { return word }
    return "'"
      + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
      + "'"
  }
}
