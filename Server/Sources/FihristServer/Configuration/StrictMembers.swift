/// The members of an object in the configuration; a name that nobody reads is an error, since it is
/// a misspelled one.
struct StrictMembers {
  private struct Name: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ name: String) { stringValue = name }
    init?(stringValue: String) { self.init(stringValue) }
    init?(intValue: Int) { nil }
  }

  private let members: KeyedDecodingContainer<Name>

  /// Opens an object.
  ///
  /// - Parameter location: What the object is, for messages.
  init(_ decoder: any Decoder, known: [String], of location: String) throws {
    members = try decoder.container(keyedBy: Name.self)
    guard
      let unknown = members.allKeys.map(\.stringValue).sorted().first(where: {
        !known.contains($0)
      })
    else { return }
    throw ServerError(
      location: location, reason: "it has no member \"\(unknown)\"",
      advice: "use \(known.joined(separator: ", "))")
  }

  /// The value of a member; nil if it is left out.
  func value<Value: Decodable>(_ name: String) throws -> Value? {
    try members.decodeIfPresent(Value.self, forKey: Name(name))
  }
}
