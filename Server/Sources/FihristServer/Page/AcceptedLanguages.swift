/// The languages of a browser's reader, as `Accept-Language` has them (RFC 9110, 12.5.4).
struct AcceptedLanguages {
  private var ranges: [(code: String, weight: Int)] = []

  /// Reads the header; what cannot be read of it says nothing.
  init(_ header: String) {
    for part in header.split(separator: ",") {
      let members = part.split(separator: ";").map { String($0).trimmed.lowercased() }
      guard let range = members.first, let code = range.split(separator: "-").first else {
        continue
      }
      let weight = members.dropFirst().first { $0.hasPrefix("q=") }?.dropFirst(2)
      guard let weight = weight == nil ? 1 : weight.flatMap({ Double($0) }), (0...1) ~= weight
      else { continue }
      // Weights have three digits.
      ranges.append((String(code), Int((weight * 1_000).rounded())))
    }
  }

  /// The language that the reader wants most of those that there are, the first of several that are
  /// wanted as much; nil if none is wanted.
  ///
  /// - Parameter usual: What a reader gets who takes any.
  func best(usual: ServerConfiguration.Language) -> ServerConfiguration.Language? {
    let named = Set(ranges.map(\.code))
    // A star stands for those that have no range of their own.
    let any = ([usual] + ServerConfiguration.Language.allCases).first {
      !named.contains($0.rawValue)
    }
    var best: (language: ServerConfiguration.Language, weight: Int)?
    for (code, weight) in ranges where weight > best?.weight ?? 0 {
      guard let language = code == "*" ? any : ServerConfiguration.Language(rawValue: code) else {
        continue
      }
      best = (language, weight)
    }
    return best?.language
  }
}
