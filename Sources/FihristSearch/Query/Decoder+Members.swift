extension Decoder {
  /// The members of an object, which may have those of `Member` alone: a misspelled one would
  /// otherwise be taken for one that was left out.
  ///
  /// - Throws: `DecodingError` whose path ends with the member, and whose cause is an
  ///   ``UnknownMember``.
  @_spi(Requests) public func members<Member: CodingKey & CaseIterable>(
    _ type: Member.Type
  ) throws -> KeyedDecodingContainer<Member> {
    let written = try container(keyedBy: WrittenMember.self).allKeys
    let known = Member.allCases.map(\.stringValue)
    let unknown = written.filter { !known.contains($0.stringValue) }
    if let first = unknown.min(by: { $0.stringValue < $1.stringValue }) {
      let cause = UnknownMember(known: known)
      throw DecodingError.dataCorrupted(
        DecodingError.Context(
          codingPath: codingPath + [first], debugDescription: cause.description,
          underlyingError: cause))
    }
    return try container(keyedBy: type)
  }
}

/// The name of a member, whatever it is.
private struct WrittenMember: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }

  init?(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}
