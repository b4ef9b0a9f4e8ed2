internal import FihristFormat

/// What a key is made from where a record has none.
public enum KeySource: String, Sendable, Hashable, CaseIterable {
  /// The path of the file, and the number of the record if the file has several.
  case path
  /// The address of the article; its path if it has none.
  case url
  /// Its contents: two records that are the same, byte by byte, are one document.
  case hash
}

extension KeySource {
  /// The key of a record with the contents `bytes`: `h` and 24 hexadecimal digits.
  static func hash(of bytes: some Collection<UInt8>) -> String {
    let bytes = Array(bytes)
    let digits = String(StableHash.of(bytes), radix: 16)
    let more = String(ContentHash(of: bytes).checksum, radix: 16)
    return "h" + String(repeating: "0", count: 16 - digits.count) + digits
      + String(repeating: "0", count: 8 - more.count) + more
  }
}
