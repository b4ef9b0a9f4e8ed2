/// How the bytes of a file are packed, known by their first bytes.
enum Compression: Hashable, Sendable {
  /// Not at all.
  case none
  /// gzip (RFC 1952), also several members one behind the other.
  case gzip
  /// Zstandard (RFC 8878), also several frames one behind the other.
  case zstd

  /// Looks at the first bytes of a file.
  ///
  /// - Throws: ``ArchiveError`` of kind `unsupported` for formats that hold no lines of text.
  init(_ bytes: ByteView, path: String) throws(ArchiveError) {
    func begins(_ magic: [UInt8], at index: Int = 0) -> Bool {
      bytes.count >= index + magic.count && bytes.equals(index..<index + magic.count, magic)
    }
    if begins([0x1F, 0x8B]) {
      self = .gzip
    } else if begins([0x28, 0xB5, 0x2F, 0xFD])
      || (bytes.count >= 4 && bytes[0] & 0xF0 == 0x50 && begins([0x2A, 0x4D, 0x18], at: 1))
    {
      self = .zstd
    } else {
      self = .none
      for (magic, name, advice) in Self.foreign where begins(magic) {
        throw ArchiveError(.unsupported, path: path, reason: "it is \(name)", advice: advice)
      }
    }
  }

  private static let foreign: [(magic: [UInt8], name: String, advice: String)] = [
    (Array("BZh".utf8), "compressed with bzip2", "decompress it first: bunzip2 --keep FILE"),
    (
      [0xFD, 0x37, 0x7A, 0x58, 0x5A], "compressed with xz", "decompress it first: unxz --keep FILE"
    ),
    (Array("PK\u{3}\u{4}".utf8), "a zip archive", "unpack it and name the folder"),
    (Array("%PDF-".utf8), "a PDF document", "take the text out first: pdftotext FILE"),
    ([0x89, 0x50, 0x4E, 0x47], "a picture", "give its text instead"),
    ([0xFF, 0xD8, 0xFF], "a picture", "give its text instead"),
  ]
}
