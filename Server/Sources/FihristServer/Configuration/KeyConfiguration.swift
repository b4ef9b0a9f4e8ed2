internal import Fihrist

/// A key for the API: who has it may do what its scopes say.
public struct KeyConfiguration: Sendable, Hashable {
  /// What a key allows.
  public enum Scope: String, Sendable, Hashable, Decodable, CaseIterable {
    /// To search, read and export.
    case search
    /// To add and delete documents.
    case write
    /// To read the metrics.
    case admin
  }

  /// A name for log lines.
  public var name: String
  /// The SHA-256 of the key, in 64 hexadecimal digits.
  public var sha256: String
  /// What it allows.
  public var scopes: [Scope]
  /// The names of the indexes that it is for; `nil` for all.
  public var indexes: [String]?
  /// The first second in which it is not valid any more, since 1970; `nil` for never.
  public var expiry: Int64?
  /// How many requests a second it may make on average; `nil` for any number.
  public var rate: Int?

  /// Makes a key.
  public init(
    name: String, sha256: String, scopes: [Scope], indexes: [String]? = nil,
    expiry: Int64? = nil, rate: Int? = nil
  ) {
    (self.name, self.sha256, self.scopes) = (name, sha256, scopes)
    (self.indexes, self.expiry, self.rate) = (indexes, expiry, rate)
  }
}

extension KeyConfiguration: Decodable {
  /// Reads an object with the members `name`, `sha256`, `scopes`, `indexes`, `expires` (a day) and
  /// `rate`; all but `sha256` may be left out.
  public init(from decoder: any Decoder) throws {
    let members = try StrictMembers(
      decoder, known: ["name", "sha256", "scopes", "indexes", "expires", "rate"], of: "keys")
    name = try members.value("name") ?? ""
    sha256 = (try members.value("sha256") ?? "").lowercased()
    scopes = try Self.scopes(members)
    indexes = try members.value("indexes")
    rate = try members.value("rate")
    expiry = nil
    guard sha256.count == 64, sha256.allSatisfy(\.isHexDigit) else {
      throw ServerError(
        location: members.location, reason: "the key \"\(name)\" has no SHA-256 of 64 digits",
        advice: "write what 'fihrist-server hash-key' prints")
    }
    if let rate, rate < 1 {
      throw ServerError(
        location: members.location, reason: "the rate of \"\(name)\" is not above 0",
        advice: "write requests a second, or leave it out")
    }
    if let day: String = try members.value("expires") {
      guard let date = ArticleDate(day) else {
        throw ServerError(
          location: members.location, reason: "\"\(day)\" is not a day",
          advice: "write it as 2027-01-01")
      }
      expiry = date.seconds.lowerBound
    }
  }

  private static func scopes(_ members: StrictMembers) throws -> [Scope] {
    guard let names: [String] = try members.value("scopes") else { return [.search] }
    return try names.map { name in
      guard let scope = Scope(rawValue: name) else {
        throw ServerError(
          location: "\(members.location).scopes", reason: "\"\(name)\" is not a scope",
          advice: "use \(Scope.allCases.map(\.rawValue).listed())")
      }
      return scope
    }
  }
}
