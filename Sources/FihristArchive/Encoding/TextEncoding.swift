/// The encodings in which Arabic text is found on old disks.
public enum TextEncoding: String, Sendable, Hashable, CaseIterable {
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
  func advice(for path: InputPath) -> String {
    let convert = "iconv -f \(iconvName) -t UTF-8"
    let command =
      path.isStandardInput
      ? ShellWord.pipe(convert, path)
      : "\(convert) \(ShellWord.quoted(path)) > \(ShellWord.quoted(Self.convertedName(path)))"
    return self == .otherSingleByte
      ? "find out the encoding and convert it: \(command)" : "convert it: \(command)"
  }

  /// `dir/name.txt` becomes `dir/name.utf8.txt`.
  private static func convertedName(_ path: InputPath) -> InputPath {
    let bytes = path.bytes
    let start = bytes.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
    let mark = Array(".utf8".utf8)
    guard let dot = bytes[start...].lastIndex(of: UInt8(ascii: ".")), dot > start else {
      return InputPath(bytes: bytes + mark)
    }
    return InputPath(bytes: bytes[..<dot] + mark + bytes[dot...])
  }
}
