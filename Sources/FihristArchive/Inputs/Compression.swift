/// How a file is compressed, recognized by its first bytes.
enum Compression: Hashable, Sendable {
  /// Not at all.
  case none
  /// gzip (RFC 1952), also several members in a row.
  case gzip
  /// Zstandard (RFC 8878), also several frames in a row.
  case zstd

  /// Looks at the first bytes of a file.
  init(_ bytes: ByteView) {
    if bytes.starts(with: [0x1F, 0x8B]) {
      self = .gzip
    } else if bytes.starts(with: [0x28, 0xB5, 0x2F, 0xFD])
      || (bytes.count >= 4 && bytes[0] & 0xF0 == 0x50
        && bytes.starts(with: [0x2A, 0x4D, 0x18], at: 1))
    {
      self = .zstd
    } else {
      self = .none
    }
  }
}
