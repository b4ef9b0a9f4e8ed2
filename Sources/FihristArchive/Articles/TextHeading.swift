/// Lines of a text that head a part of it.
enum TextHeading {
  /// Words that the headings of books start with.
  private static let words: Set<String> = [
    "الفصل", "فصل", "الباب", "باب", "الجزء", "القسم", "المقدمة", "مقدمة", "الخاتمة", "خاتمة",
    "chapter", "part", "book", "preface", "introduction", "epilogue",
  ]

  /// A heading has at most so many words; a longer line that starts like one is a sentence.
  private static let wordLimit = 12

  /// The text of the heading that the line at `range` is: after `#` to `######`, or the whole line
  /// if it starts with a word such as `الفصل` and does not end as a sentence does. nil if it is not
  /// a heading.
  static func text(_ bytes: ByteView, _ range: Range<Int>) -> Range<Int>? {
    guard !range.isEmpty, range.count <= 400 else { return nil }
    var index = range.lowerBound
    while index < range.upperBound, bytes[index] == UInt8(ascii: "#") { index += 1 }
    let marks = index - range.lowerBound
    if marks > 0 {
      guard marks <= 6, index < range.upperBound, bytes[index] == 0x20 else { return nil }
      let text = ArticleLabel.trimmed(bytes, index..<range.upperBound)
      return text.isEmpty ? nil : text
    }
    let line = bytes.string(range)
    let all = line.split(separator: " ")
    guard let first = all.first, all.count <= wordLimit else { return nil }
    let word = first.lowercased().filter { $0.isLetter }
    guard words.contains(word), let last = line.last, !".،,؛".contains(last) else { return nil }
    return range
  }
}
