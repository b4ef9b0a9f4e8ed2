internal import FihristCalendar

/// Lines of a text article that say something about it.
enum ArticleLabel {
  /// The part that a line such as `المصدر: …` gives, and where its value lies.
  struct Metadata: Hashable {
    var part: ArticlePart
    var value: Range<Int>
  }

  /// Reads the line at `range` as a label, a colon and a value.
  static func metadata(_ bytes: ByteView, _ range: Range<Int>) -> Metadata? {
    guard range.count <= 1_000, let colon = colon(bytes, range),
      let label = folded(bytes.string(range.lowerBound..<colon)), let part = labels[label]
    else { return nil }
    let value = trimmed(bytes, colon + 1..<range.upperBound)
    guard !value.isEmpty, value.count <= limit(part) else { return nil }
    return Metadata(part: part, value: value)
  }

  /// `range` without white space at either end, and without byte order marks at its start.
  static func trimmed(_ bytes: ByteView, _ range: Range<Int>) -> Range<Int> {
    let start = bytes.indexAfterBlanks(from: range.lowerBound, end: range.upperBound)
    var end = range.upperBound
    while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
    return start..<end
  }

  /// The first colon, if it comes early enough to end a label.
  private static func colon(_ bytes: ByteView, _ range: Range<Int>) -> Int? {
    let window = range.lowerBound..<min(range.upperBound, range.lowerBound + 81)
    let colon = bytes.firstIndex(of: UInt8(ascii: ":"), in: window)
    return colon < window.upperBound ? colon : nil
  }

  /// The words of `text`, folded as dates are, with single spaces; nil if there are other signs.
  private static func folded(_ text: String) -> String? {
    guard let tokens = DateToken.tokens(text), !tokens.isEmpty else { return nil }
    var words: [String] = []
    for token in tokens {
      switch token {
      case .word(let word): words.append(word)
      // Rows of dots, arrows and bullets may surround such headings.
      case .sign: continue
      case .number: return nil
      }
    }
    return words.joined(separator: " ")
  }

  private static let labels: [String: ArticlePart] = [
    "تاريخ النشر": .date, "التاريخ": .date, "تاريخ": .date, "نشر في": .date, "نشر بتاريخ": .date,
    "تاريخ الخبر": .date, "date": .date, "published": .date, "publication date": .date,
    "المصدر": .source, "source": .source,
    "الكاتب": .author, "بقلم": .author, "المؤلف": .author, "author": .author, "by": .author,
    "الرابط": .url, "رابط": .url, "رابط الخبر": .url, "url": .url, "link": .url,
  ]

  /// The longest value in bytes; a longer line is prose.
  private static func limit(_ part: ArticlePart) -> Int { part == .url ? 900 : 160 }
}
