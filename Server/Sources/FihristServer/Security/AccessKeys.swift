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
  ///   - index: The index concerned; nil if none is.
  ///   - seconds: The time since 1970.
  /// - Throws: ``Problem``: `unauthorized` without a valid key, `forbidden` for a key that does not
  ///   have the scope, `rate-limited`.
  func check(
    _ authorization: String?, for scope: KeyConfiguration.Scope, index: String?, at seconds: Int64
  ) throws(Problem) {
    guard let authorization else {
      if scope == .search, !isClosed { return }
      if scope == .admin, keys.isEmpty { return }
      throw Problem(.unauthorized, "this needs a key; send it as Authorization: Bearer …")
    }
    guard let key = key(in: authorization), key.expiry.map({ seconds < $0 }) ?? true else {
      throw Problem(.unauthorized, "the key is not known, or has expired; ask for another")
    }
    guard key.scopes.contains(scope),
      index.map({ key.indexes?.contains($0) ?? true }) ?? true
    else {
      throw Problem(
        .forbidden, "the key is not for this; ask for one with the scope \(scope.rawValue)")
    }
    try take(from: key)
  }

  /// The key of a header. All digests are compared, each in the same time wherever they differ.
  private func key(in authorization: String) -> KeyConfiguration? {
    let parts = authorization.split(separator: " ", maxSplits: 1)
    guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
    let digest = Array(SHA256(Array(parts[1].utf8)).text.utf8)
    var found: KeyConfiguration?
    for key in keys {
      let difference = zip(digest, key.sha256.utf8).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) }
      if difference == 0, key.sha256.utf8.count == digest.count { found = key }
    }
    return found
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
