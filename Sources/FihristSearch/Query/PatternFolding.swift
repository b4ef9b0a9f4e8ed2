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

  /// The pattern that `text` says. Where it starts with an article, or the letters before its first
  /// sign have hamzas that terms write otherwise, all that terms may start with fit.
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
      guard isSign(scalar) else {
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

  /// An article that a pattern starts with, and may be left out.
  struct Article {
    /// Whether it stands behind و.
    var isJoined: Bool
    /// The pattern behind it.
    var rest: String
    /// How many letters that has.
    var letterCount: Int

    /// Whether it is left out: before fewer letters too many words would fit.
    var isOptional: Bool { letterCount >= 2 }
  }

  /// The article that `text` starts with; nil if that starts otherwise, or as a word that keeps its
  /// own.
  static func article(of text: String, _ analyzer: Analyzer) -> Article? {
    let scalars = text.unicodeScalars
    let isJoined = scalars.first == "\u{648}"
    let joined = String(isJoined ? scalars.dropFirst() : scalars[...])
    guard !keepsArticle(String(scalars.prefix { !isSign($0) }), analyzer),
      let rest = analyzer.withoutArticle(joined, leaving: 0)
    else { return nil }
    let letters = String(String.UnicodeScalarView(rest.unicodeScalars.filter { !isSign($0) }))
    return Article(
      isJoined: isJoined, rest: rest,
      letterCount: analyzer.foldedLetters(of: letters).unicodeScalars.count)
  }

  private static func isSign(_ scalar: Unicode.Scalar) -> Bool { scalar == "*" || scalar == "?" }

  /// A regular expression for a pattern whose words may start in several ways; nil if there is one
  /// way only, or the expression is too long.
  private static func choice(_ text: String, _ analyzer: Analyzer) -> String? {
    var pattern: String
    if let article = article(of: text, analyzer), article.isOptional {
      pattern = (article.isJoined ? "(وال)?" : "(ال)?") + expression(article.rest, analyzer)
    } else {
      pattern = expression(text, analyzer)
      guard pattern.hasPrefix("(") else { return nil }
    }
    return pattern.unicodeScalars.count <= Query.maximumPatternLength ? pattern : nil
  }

  /// The regular expression of a pattern, with all that terms may start with.
  private static func expression(_ text: String, _ analyzer: Analyzer) -> String {
    let scalars = text.unicodeScalars
    let start = scalars.prefix { !isSign($0) }
    var pattern = choice(of: analyzer.beginnings(of: String(start)))
    var letters = ""
    for scalar in scalars[start.endIndex...] {
      guard isSign(scalar) else {
        letters.unicodeScalars.append(scalar)
        continue
      }
      pattern += literal(analyzer.foldedLetters(of: letters)) + (scalar == "*" ? ".*" : ".")
      letters = ""
    }
    return pattern + literal(analyzer.foldedLetters(of: letters))
  }

  /// Whether a pattern that starts with `start` means the word that it is, and not an article and
  /// the start of another. Other words that keep their article, as الذي, start many that do not.
  private static func keepsArticle(_ start: String, _ analyzer: Analyzer) -> Bool {
    let letters = analyzer.foldedLetters(of: start)
    // Without the sign on its alef الآن may become الانتخابات.
    let isNow = now.contains(letters) && start.unicodeScalars.contains("\u{622}")
    return (wholeWords.contains(letters) || letters.hasPrefix("والدت") || isNow)
      && analyzer.keepsArticle(of: start)
  }

  /// "God" and "parent": behind what looks like their article stand لها and دين, which are in most
  /// documents.
  private static let wholeWords: Set = ["الله", "والله", "والده", "والدي"]

  /// "Now": behind what looks like its article stand أن and إن.
  private static let now: Set = ["الان", "والان"]

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
