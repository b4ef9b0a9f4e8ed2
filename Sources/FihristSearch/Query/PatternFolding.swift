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

  /// After an article at least so many letters make a pattern of their own: of fewer, too many
  /// words would fit.
  private static let leastLettersBehindArticle = 2

  /// The pattern that `text` says. Where the letters before its first sign are an article and more,
  /// or have hamzas that terms write otherwise, all that terms may start with fit.
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
    if let choice = choice(text, analyzer) {
      return Wildcard(expansion: .regularExpression(choice), length: length)
    }
    if signs == ["*"], pattern.last == "*", !pattern.contains("\\") {
      return Wildcard(expansion: .prefix(String(pattern.dropLast())), length: length)
    }
    return Wildcard(expansion: .wildcard(pattern), length: length)
  }

  /// A regular expression for a pattern whose words may start in several ways; nil if there is one
  /// way only, or the expression is too long.
  private static func choice(_ text: String, _ analyzer: Analyzer) -> String? {
    let scalars = text.unicodeScalars
    let start = scalars.prefix { $0 != "*" && $0 != "?" }
    var pattern = choice(of: analyzer.beginnings(of: String(start)))
    let joined = start.first == "\u{648}" ? start.dropFirst() : start
    if !keepsArticle(String(start), analyzer),
      let rest = analyzer.withoutArticle(String(joined), leaving: leastLettersBehindArticle)
    {
      pattern =
        (joined.count < start.count ? "(وال)?" : "(ال)?")
        + choice(of: analyzer.beginnings(of: rest))
    } else if !pattern.hasPrefix("(") {
      return nil
    }
    var letters = ""
    for scalar in scalars[start.endIndex...] {
      guard scalar == "*" || scalar == "?" else {
        letters.unicodeScalars.append(scalar)
        continue
      }
      pattern += literal(analyzer.foldedLetters(of: letters)) + (scalar == "*" ? ".*" : ".")
      letters = ""
    }
    pattern += literal(analyzer.foldedLetters(of: letters))
    return pattern.unicodeScalars.count <= Query.maximumPatternLength ? pattern : nil
  }

  /// Whether a pattern that starts with `start` means the word that it is, and not an article and
  /// the start of another. Other words that keep their article, as الآن, start many that do not.
  private static func keepsArticle(_ start: String, _ analyzer: Analyzer) -> Bool {
    let letters = analyzer.foldedLetters(of: start)
    return (wholeWords.contains(letters) || letters.hasPrefix("والدت"))
      && analyzer.keepsArticle(of: start)
  }

  /// "God" and "parent": behind what looks like their article stand لها and دين, which are in most
  /// documents.
  private static let wholeWords: Set = ["الله", "والله", "والده", "والدي"]

  /// The regular expression of any of some texts.
  private static func choice(of texts: [String]) -> String {
    texts.count == 1
      ? literal(texts[0]) : "(\(texts.map(literal).joined(separator: "|")))"
  }

  /// The regular expression of a text.
  private static func literal(_ text: String) -> String {
    var pattern = ""
    for scalar in text.unicodeScalars {
      if scalar.isASCII, !scalar.properties.isAlphabetic, !("0"..."9" ~= scalar) {
        pattern.append("\\")
      }
      pattern.unicodeScalars.append(scalar)
    }
    return pattern
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
