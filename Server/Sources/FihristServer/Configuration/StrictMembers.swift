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
  /// What the object is, for messages: as the file has it, such as `keys[0]`.
  let location: String

  /// Opens an object.
  ///
  /// - Parameter location: What the object is if it lies in no other.
  init(_ decoder: any Decoder, known: [String], of location: String) throws {
    members = try decoder.container(keyedBy: Name.self)
    self.location = decoder.codingPath.isEmpty ? location : decoder.codingPath.written
    guard
      let unknown = members.allKeys.map(\.stringValue).sorted().first(where: {
        !known.contains($0)
      })
    else { return }
    throw ServerError(
      location: self.location, reason: "it has no member \"\(unknown)\"",
      advice: "use \(known.listed())")
  }

  /// The value of a member; nil if it is left out.
  func value<Value: Decodable>(_ name: String) throws -> Value? {
    try members.decodeIfPresent(Value.self, forKey: Name(name))
  }
}
