@_spi(Requests) internal import FihristSearch

/// What a document's longest text is compared by.
struct CopyText: Sendable, Hashable {
  /// What identifies the document.
  var key: String

  /// Its signature of ``TextSignature/byteCount`` bytes; `nil` if that was not asked for, or if the
  /// index has none.
  var signature: [UInt8]?

  /// Its shingles; `nil` if they were not asked for.
  var shingles: ShingleSet?
}

extension CopyText: Codable {
  private enum Member: String, CodingKey, CaseIterable {
    case key, signature, shingles
  }

  /// Reads what another index sent.
  ///
  /// - Throws: `DecodingError` for a signature of another length, or shingles that are not a set.
  init(from decoder: any Decoder) throws {
    let members = try decoder.members(Member.self)
    key = try members.decode(String.self, forKey: .key)
    signature = try Self.bytes(.signature, in: members)
    if let signature, signature.count != TextSignature.byteCount {
      throw Self.fault(.signature, in: members, "it has \(signature.count) bytes")
    }
    guard let bytes = try Self.bytes(.shingles, in: members) else { return }
    guard let shingles = ShingleSet(bytes: bytes) else {
      throw Self.fault(.shingles, in: members, "they are not ascending numbers of 8 bytes")
    }
    self.shingles = shingles
  }

  func encode(to encoder: any Encoder) throws {
    var members = encoder.container(keyedBy: Member.self)
    try members.encode(key, forKey: .key)
    try members.encodeIfPresent(signature.map(Base64.text), forKey: .signature)
    try members.encodeIfPresent(shingles.map { Base64.text(of: $0.bytes) }, forKey: .shingles)
  }

  private static func bytes(
    _ member: Member, in members: KeyedDecodingContainer<Member>
  ) throws -> [UInt8]? {
    guard let text = try members.decodeIfPresent(String.self, forKey: member) else { return nil }
    guard let bytes = Base64.bytes(of: text) else {
      throw fault(member, in: members, "it is not base64")
    }
    return bytes
  }

  private static func fault(
    _ member: Member, in members: KeyedDecodingContainer<Member>, _ reason: String
  ) -> DecodingError {
    .dataCorruptedError(forKey: member, in: members, debugDescription: reason)
  }
}
