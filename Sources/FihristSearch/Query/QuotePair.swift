/// A pair of quotes around a phrase.
struct QuotePair {
  let opening: Unicode.Scalar
  private let closings: [Unicode.Scalar]

  /// The pair that `opening` starts, or `nil` if it is not a quote.
  ///
  /// `»…«` and `”…”` count too: the first is what people on Arabic keyboards type who choose quotes
  /// by their look; the second is how Swedish and some phones quote.
  init?(opening: Unicode.Scalar) {
    switch opening {
    case "\"", "\u{FF02}": closings = [opening]
    case "«": closings = ["»"]
    case "»": closings = ["«"]
    case "“": closings = ["”"]
    case "„": closings = ["“", "”"]
    case "”": closings = ["”"]
    default: return nil
    }
    self.opening = opening
  }

  /// Whether `scalar` ends the phrase.
  func closes(_ scalar: Unicode.Scalar) -> Bool { closings.contains(scalar) }

  /// Whether `scalar` starts a second phrase inside the first. Quotes of another kind do not: they
  /// are punctuation of the phrase.
  func nests(_ scalar: Unicode.Scalar) -> Bool { scalar == opening && !closes(scalar) }
}
