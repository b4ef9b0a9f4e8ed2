/// The keys of the API: who may do what.
final class AccessKeys: Sendable {
  private let keys: [KeyConfiguration]
  private let isClosed: Bool
  private let rates = RequestRates<String>()

  init(_ configuration: ServerConfiguration) {
    (keys, isClosed) = (configuration.keys, configuration.isClosed)
  }

  /// Refuses a request that may not do what it wants.
  ///
  /// - Parameters:
  ///   - authorization: The header of that name.
  ///   - seconds: The time since 1970.
  /// - Throws: ``Problem``: `unauthorized` without a valid key, `forbidden` for a key that does not
  ///   have the scope, `rate-limited`.
  func check(
    _ authorization: String?, for scope: KeyConfiguration.Scope, at seconds: Int64
  ) throws(Problem) {
    guard let authorization else {
      if needsNoKey(scope) { return }
      throw Problem(.unauthorized, "this needs a key; send it as Authorization: Bearer …")
    }
    guard authorization.lowercased().hasPrefix("bearer ") else {
      throw Problem(
        .unauthorized, "the header Authorization has no key; send Authorization: Bearer …")
    }
    guard let key = key(in: authorization, at: seconds) else {
      throw Problem(.unauthorized, "the key is not known, or has expired; ask for another")
    }
    guard key.scopes.contains(scope) else {
      throw Problem(
        .forbidden,
        "the key has not the scope \(scope.rawValue), which this needs; ask for one that has it")
    }
    try take(from: key)
  }

  private func needsNoKey(_ scope: KeyConfiguration.Scope) -> Bool {
    switch scope {
    case .search: !isClosed
    case .admin: keys.isEmpty
    case .write: false
    }
  }

  /// Whether a request may do what a scope says. It takes nothing from the rate of a key.
  func allows(
    _ scope: KeyConfiguration.Scope, to authorization: String?, at seconds: Int64
  ) -> Bool {
    guard let authorization else { return needsNoKey(scope) }
    return key(in: authorization, at: seconds)?.scopes.contains(scope) ?? false
  }

  /// Whether whoever sends a request may know of the index `name`: a key that is for some indexes
  /// does not show the others, not even where they are open to those who have none.
  func shows(_ name: String, to authorization: String?, at seconds: Int64) -> Bool {
    guard let authorization else { return !isClosed }
    guard let key = key(in: authorization, at: seconds) else { return !isClosed }
    return key.indexes?.contains(name) ?? true
  }

  /// The key of a header, if it is valid. All digests are compared, each in the same time wherever
  /// they differ.
  private func key(in authorization: String, at seconds: Int64) -> KeyConfiguration? {
    let parts = authorization.split(separator: " ", maxSplits: 1)
    guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
    let digest = Array(SHA256(Array(parts[1].utf8)).text.utf8)
    var found: KeyConfiguration?
    for key in keys {
      let difference = zip(digest, key.sha256.utf8).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) }
      if difference == 0, key.sha256.utf8.count == digest.count { found = key }
    }
    return found.flatMap { key in key.expiry.map { seconds < $0 } ?? true ? key : nil }
  }

  private func take(from key: KeyConfiguration) throws(Problem) {
    guard let rate = key.rate else { return }
    guard rates.take(from: key.name, rate: rate) else {
      var problem = Problem(
        .rateLimited, "the key may make \(rate) requests a second; wait a second")
      problem.retryAfter = 1
      throw problem
    }
  }
}
