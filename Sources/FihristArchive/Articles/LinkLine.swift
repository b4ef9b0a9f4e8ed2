internal import FihristCalendar

/// A line that points at other articles, such as `إقرأ أيضاً:` or `شاهد أيضا: «عنوان خبر آخر»`.
///
/// It is the phrase alone, or the phrase, a sign that separates it from the rest, and a headline.
/// Without such a sign the line is prose that starts with these words, and stays text.
struct LinkLine: Hashable {
  /// The headline on the line itself; empty if the line has none.
  var headline: Range<Int>

  /// A longer line, in bytes, is a paragraph.
  private static let byteLimit = 400

  /// How many words the longest phrase has.
  private static let wordLimit = 4

  /// Reads the line at `range`; nil if it is not a link.
  init?(_ bytes: ByteView, _ range: Range<Int>) {
    guard range.count <= Self.byteLimit, Self.startsLikePhrase(bytes, range) else { return nil }
    let part = bytes.part(range)
    guard UTF8Check.isValid(part) else { return nil }
    let scanner = LinkScanner(bytes.string(range))
    guard let end = scanner.endOfPhrase(in: Self.phrases, wordLimit: Self.wordLimit),
      let start = scanner.startOfHeadline(from: end)
    else { return nil }
    headline = ArticleLabel.trimmed(bytes, range.lowerBound + start..<range.upperBound)
  }

  /// Whether the first word of the line is one that starts a phrase: few lines have such a word,
  /// and the others cost little.
  private static func startsLikePhrase(_ bytes: ByteView, _ range: Range<Int>) -> Bool {
    let end = min(range.upperBound, range.lowerBound + prefixLimit)
    let scanner = LinkScanner(bytes.string(range.lowerBound..<end))
    return scanner.firstWord.map(firstWords.contains) ?? false
  }

  /// Signs and the first word of a link are within this many bytes of its start.
  private static let prefixLimit = 48

  private static let firstWords = Set(
    phrases.compactMap { $0.split(separator: " ").first.map(String.init) })

  /// The words, folded as dates are.
  private static let phrases: Set<String> = {
    let verbs = ["اقرا", "اقرئي", "اقراوا", "شاهد", "شاهدي", "شاهدوا", "طالع", "تابع", "انظر"]
    let verbPhrases = verbs.flatMap {
      ["\($0) ايضا", "\($0) المزيد", "\($0) كذلك", "\($0) ايضا المزيد"]
    }
    let topics = ["مواضيع", "موضوعات", "اخبار", "مقالات", "مواد"]
    let arabic =
      verbPhrases + verbPhrases.map { "و" + $0 }
      + topics.flatMap { ["\($0) ذات صله", "\($0) متعلقه"] }
    return Set(
      arabic + [
        "read also", "also read", "see also", "watch also", "read more", "related articles",
        "related news",
      ])
  }()
}

/// Walks over the characters of a line.
private struct LinkScanner {
  /// A character and where it starts, in bytes of UTF-8.
  private var scalars: [(scalar: Unicode.Scalar, offset: Int)] = []
  private let byteCount: Int

  init(_ text: String) {
    var offset = 0
    for scalar in text.unicodeScalars {
      // Vowel marks, tatweel and direction marks neither change words nor separate them; tatweel
      // outside of a word is a dash.
      let isInWord = scalars.last.map { Self.isLetterOrDigit($0.scalar) } ?? false
      let isDash = scalar == Self.tatweel && !isInWord
      if isDash || !DateToken.isIgnored(scalar) { scalars.append((scalar, offset)) }
      offset += UTF8.width(scalar)
    }
    byteCount = offset
  }

  /// The first word, folded; nil if there is none.
  var firstWord: String? {
    guard let start = scalars.firstIndex(where: { Self.isLetterOrDigit($0.scalar) }) else {
      return nil
    }
    return DateToken.folded(
      scalars[start...].prefix { Self.isLetterOrDigit($0.scalar) }.map(\.scalar))
  }

  /// The index after the longest phrase that the line starts with, after any signs; nil if it
  /// starts with none.
  func endOfPhrase(in phrases: Set<String>, wordLimit: Int) -> Int? {
    var index = scalars.firstIndex { Self.isLetterOrDigit($0.scalar) } ?? scalars.count
    var words: [String] = []
    var found: Int?
    while words.count < wordLimit {
      let end = scalars[index...].firstIndex { !Self.isLetterOrDigit($0.scalar) } ?? scalars.count
      if end == index { break }
      words.append(DateToken.folded(scalars[index..<end].map(\.scalar)))
      if phrases.contains(words.joined(separator: " ")) { found = end }
      index = scalars[end...].firstIndex { !Self.isSpace($0.scalar) } ?? scalars.count
    }
    return found
  }

  /// The offset at which the headline after the phrase starts; the end of the line without a
  /// headline; nil if nothing separates the phrase from the words after it.
  func startOfHeadline(from index: Int) -> Int? {
    let rest = scalars[index...]
    guard let first = rest.firstIndex(where: { Self.isLetterOrDigit($0.scalar) }) else {
      return byteCount
    }
    let signs = rest[..<first].map(\.scalar).filter { !Self.isSpace($0) }
    let hasDots = signs.count(where: { $0 == "." }) > 1
    guard hasDots || signs.contains(where: Self.parts) else { return nil }
    return scalars[first].offset
  }

  private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
    scalar != tatweel && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
  }

  private static let tatweel: Unicode.Scalar = "\u{640}"

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace }

  /// Whether `sign` separates a phrase from the headline after it. Commas, full stops and closing
  /// quotes do not, because they occur in prose.
  private static func parts(_ sign: Unicode.Scalar) -> Bool {
    switch sign {
    case ",", "،", ".", "؛", ";", "!", "؟", "?", "»", "”", "’", "'": false
    default: true
    }
  }
}
