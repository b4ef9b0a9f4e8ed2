extension KeyedDecodingContainer {
  /// A span of time that is written in seconds; `nil` if it is left out.
  ///
  /// - Throws: `DecodingError` for more than thirty years, which no span of time can be made of.
  func decodeSecondsIfPresent(forKey key: Key) throws -> Duration? {
    guard let seconds = try decodeIfPresent(Double.self, forKey: key) else { return nil }
    guard seconds.magnitude <= 1e9 else {
      throw DecodingError.dataCorruptedError(
        forKey: key, in: self, debugDescription: "it is more than thirty years")
    }
    return .seconds(seconds)
  }
}
