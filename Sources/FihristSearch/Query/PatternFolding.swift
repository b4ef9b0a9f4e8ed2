internal import FihristText

/// Folds the letters of patterns as an analyzer folds those of words, and leaves their signs alone.
enum PatternFolding {
  /// A pattern with `*` and `?`.
  struct Wildcard {
    /// What it stands for; `nil` if no letters are left, so that every word fits.
    var expansion: Query.Expansion?
    /// How many characters it has.
    var length: Int
  }

  /// The pattern that `text` says.
  static func wildcard(_ text: String, _ analyzer: Analyzer) -> Wildcard {
    var pattern = ""
    var letters = ""
    var hasLetters = false
    var signs: [Unicode.Scalar] = []
    func takeLetters() {
      let folded = analyzer.foldedLetters(of: letters)
      letters = ""
      guard !folded.isEmpty else { return }
      hasLetters = true
      for scalar in folded.unicodeScalars {
        if scalar == "\\" || scalar == "*" || scalar == "?" { pattern.append("\\") }
        pattern.unicodeScalars.append(scalar)
      }
    }
    for scalar in text.unicodeScalars {
      guard scalar == "*" || scalar == "?" else {
        letters.unicodeScalars.append(scalar)
        continue
      }
      takeLetters()
      // Several stars are one.
      if scalar != "*" || pattern.last != "*" || pattern.hasSuffix("\\*") {
        pattern.unicodeScalars.append(scalar)
        signs.append(scalar)
      }
    }
    takeLetters()
    guard hasLetters else { return Wildcard(expansion: nil, length: 0) }
    let length = pattern.unicodeScalars.count
    if signs == ["*"], pattern.last == "*", !pattern.contains("\\") {
      return Wildcard(expansion: .prefix(String(pattern.dropLast())), length: length)
    }
    return Wildcard(expansion: .wildcard(pattern), length: length)
  }

  /// The regular expression that `text` says.
  static func regularExpression(_ text: String, _ analyzer: Analyzer) -> String {
    var pattern = ""
    var isEscaped = false
    var isInSet = false
    for scalar in text.unicodeScalars {
      let isSign =
        isEscaped || scalar.isASCII && !scalar.properties.isAlphabetic
        || QuerySyntax.digit(scalar) != nil && scalar.isASCII
      if isSign {
        if isEscaped, scalar.isASCII == false || scalar.properties.isAlphabetic {
          let folded = analyzer.foldedLetters(of: String(scalar))
          if folded.isEmpty { pattern.removeLast() }
          pattern += folded
        } else {
          pattern.unicodeScalars.append(scalar)
        }
      } else {
        let folded = analyzer.foldedLetters(of: String(scalar))
        if !isInSet || folded.unicodeScalars.count == 1 { pattern += folded }
      }
      if !isEscaped {
        if scalar == "[" { isInSet = true }
        if scalar == "]" { isInSet = false }
      }
      isEscaped = !isEscaped && scalar == "\\"
    }
    return pattern
  }
}
