/// A kind of file that cannot be read as lines of text, recognized by its first bytes.
struct ForeignFormat: Hashable, Sendable {
  /// The bytes at ``offset`` that identify it.
  private let magic: [UInt8]
  private let offset: Int
  /// What it is, as the end of "it is …".
  let name: String
  /// What to do with it.
  private let advice: String
  /// The command that writes readable text from it, without the file's path; nil if there is none.
  private let command: String?

  private init(
    _ magic: [UInt8], at offset: Int = 0, _ name: String, _ advice: String, _ command: String? = nil
  ) {
    self.magic = magic
    self.offset = offset
    self.name = name
    self.advice = advice
    self.command = command
  }

  /// The format of a file that starts with `bytes`, or nil if it may be text.
  init?(_ bytes: ByteView) {
    let known = Self.all.first { bytes.starts(with: $0.magic, at: $0.offset) }
    guard let known else { return nil }
    self = known
  }

  /// Whether it holds other files, or one in another compression, so that an ``Unpacker`` may open
  /// it.
  var isPacked: Bool { command != nil || (name.hasSuffix("archive") && !name.hasPrefix("a rar")) }

  /// The error for the file at `path`.
  func error(_ path: InputPath) -> ArchiveError {
    ArchiveError(
      .unsupported, path: path.spelling, reason: "it is \(name)",
      advice: command.map { "\(advice): \(ShellWord.pipe($0, path))" } ?? advice)
  }

  private static let all = [
    ForeignFormat(
      Array("BZh".utf8), "compressed with bzip2", "decompress it first", "bunzip2 -c"),
    ForeignFormat(
      [0xFD, 0x37, 0x7A, 0x58, 0x5A], "compressed with xz", "decompress it first", "unxz -c"),
    ForeignFormat(
      [0x04, 0x22, 0x4D, 0x18], "compressed with lz4", "decompress it first", "unlz4 -c"),
    ForeignFormat(
      Array("LZIP".utf8), "compressed with lzip", "decompress it first", "lzip -d -c"),
    ForeignFormat([0x1F, 0x9D], "compressed with compress", "decompress it first", "gunzip -c"),
    ForeignFormat([0x1F, 0x8B], "compressed twice", "decompress it once first", "gunzip -c"),
    ForeignFormat(
      [0x28, 0xB5, 0x2F, 0xFD], "compressed twice", "decompress it once first", "unzstd -c"),
    ForeignFormat(Array("PK\u{3}\u{4}".utf8), "a zip archive", "unpack it and name the folder"),
    ForeignFormat(Array("PK\u{5}\u{6}".utf8), "an empty zip archive", "name another file"),
    ForeignFormat(
      [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "a 7z archive", "unpack it and name the folder"),
    ForeignFormat(Array("Rar!\u{1A}".utf8), "a rar archive", "unpack it and name the folder"),
    ForeignFormat(
      Array("ustar".utf8), at: 257, "a tar archive", "unpack it with tar and name the folder"),
    ForeignFormat(
      Array("%PDF-".utf8), "a PDF document", "take the text out with pdftotext and name that"),
    ForeignFormat(
      [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "a document of an older office program",
      "save it as .docx, CSV or text"),
    ForeignFormat([0x89, 0x50, 0x4E, 0x47], "a picture", "give its text instead"),
    ForeignFormat([0xFF, 0xD8, 0xFF], "a picture", "give its text instead"),
    ForeignFormat(Array("GIF8".utf8), "a picture", "give its text instead"),
    ForeignFormat(
      Array("PAR1".utf8), "a Parquet file",
      "read it with pyarrow.parquet.read_table, and add the table with the Python package fihrist"),
    ForeignFormat(
      Array("ARROW1".utf8), "an Arrow file",
      "read it with pyarrow.feather.read_table, and add the table with the Python package fihrist"),
  ]
}
