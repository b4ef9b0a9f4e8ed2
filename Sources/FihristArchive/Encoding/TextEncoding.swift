/// The encodings in which Arabic text is found on old disks.
public enum TextEncoding: String, Sendable, Hashable, CaseIterable {
  /// Unicode in one to four bytes a letter, which needs no conversion.
  case utf8 = "UTF-8"
  /// Two bytes a letter, the lower one first: what Windows calls Unicode.
  case utf16LittleEndian = "UTF-16LE"
  /// Two bytes a letter, the higher one first.
  case utf16BigEndian = "UTF-16BE"
  /// Four bytes a letter, the lowest one first.
  case utf32LittleEndian = "UTF-32LE"
  /// Four bytes a letter, the highest one first.
  case utf32BigEndian = "UTF-32BE"
  /// Arabic on Windows before Unicode.
  case windows1256 = "windows-1256"
  /// Arabic on Unix and the early Web.
  case iso8859Part6 = "ISO-8859-6"
  /// Arabic on Mac OS before Unicode.
  case macArabic = "MacArabic"
  /// Arabic on DOS.
  case cp720 = "cp720"
  /// Arabic on DOS, in the shapes of letters.
  case cp864 = "cp864"
  /// The languages of Western Europe, on Windows and the Web.
  case windows1252 = "windows-1252"

  /// The encoding that files, servers and users call `label`; nil if it is not known.
  ///
  /// Capitals, `-`, `_` and blanks make no difference. `UTF-16` and `UTF-32` without an order of
  /// bytes are nil, because a byte order mark or the bytes themselves tell more.
  public init?(label: String) {
    let plain = label.lowercased().filter { $0.isLetter || $0.isNumber }
    guard let encoding = Self.labels[plain] else { return nil }
    self = encoding
  }

  private static let labels: [String: TextEncoding] = {
    var labels: [String: TextEncoding] = [
      "utf8": .utf8, "unicode11utf8": .utf8, "usascii": .utf8, "ascii": .utf8,
      "cp1256": .windows1256, "xcp1256": .windows1256, "1256": .windows1256,
      "iso88596": .iso8859Part6, "iso885961987": .iso8859Part6, "iso88596i": .iso8859Part6,
      "iso88596e": .iso8859Part6, "arabic": .iso8859Part6, "asmo708": .iso8859Part6,
      "ecma114": .iso8859Part6, "csisolatinarabic": .iso8859Part6,
      "xmacarabic": .macArabic, "dos720": .cp720, "ibm720": .cp720,
      "ibm864": .cp864, "csibm864": .cp864,
      "cp1252": .windows1252, "iso88591": .windows1252, "latin1": .windows1252,
    ]
    for encoding in allCases {
      labels[encoding.rawValue.lowercased().filter { $0.isLetter || $0.isNumber }] = encoding
    }
    return labels
  }()

  /// The encodings of Arabic with one byte a letter, which only the letters tell apart.
  static let arabicCodePages: [TextEncoding] = [
    .windows1256, .iso8859Part6, .macArabic, .cp720, .cp864,
  ]

  /// What the bytes from 0x80 on mean, for an encoding of one byte a letter.
  var codePage: [UInt16]? {
    switch self {
    case .windows1256: CodePageTable.windows1256
    case .iso8859Part6: CodePageTable.iso8859Part6
    case .macArabic: CodePageTable.macArabic
    case .cp720: CodePageTable.cp720
    case .cp864: CodePageTable.cp864
    case .windows1252: CodePageTable.windows1252
    case .utf8, .utf16LittleEndian, .utf16BigEndian, .utf32LittleEndian, .utf32BigEndian: nil
    }
  }
}
