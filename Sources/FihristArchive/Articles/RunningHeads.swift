/// Lines that a scanned text repeats at the top or the bottom of its pages: the name of the book,
/// the number of the page.
///
/// Only texts with page ends (form feeds) have pages, as programs that take text out of scans write
/// them. A line is a running head if it is the first, or the last, of at least 4 pages and of three
/// in four of all, whatever numbers are in it. The first one stays, unless it has no letters.
enum RunningHeads {
  /// So many pages must have a line.
  private static let leastPages = 4

  /// A longer line, in bytes, is text.
  private static let lineLimit = 200

  /// `text` without running heads, and how many lines were left out.
  static func removed(from text: [UInt8]) -> (text: [UInt8], count: Int) {
    let pages = text.split(separator: 0x0C, omittingEmptySubsequences: false)
    guard pages.count >= leastPages else { return (text, 0) }
    var left: [Range<Int>] = []
    for isHead in [true, false] {
      let lines = pages.compactMap { line(of: $0, isHead: isHead) }
      left += repeated(lines, text, pageCount: pages.count)
    }
    guard !left.isEmpty else { return (text, 0) }
    var rest: [UInt8] = []
    var index = 0
    for range in left.sorted(by: { $0.lowerBound < $1.lowerBound })
    where range.lowerBound >= index {
      rest += text[index..<range.lowerBound]
      index = range.upperBound
    }
    return (rest + text[index...], left.count)
  }

  /// The first line, or the last, of `page` that is not blank.
  private static func line(of page: ArraySlice<UInt8>, isHead: Bool) -> Range<Int>? {
    guard let first = page.firstIndex(where: { $0 > 0x20 }),
      let last = page.lastIndex(where: { $0 > 0x20 })
    else { return nil }
    let feed = UInt8(ascii: "\n")
    let range =
      isHead
      ? first..<(page[first...last].firstIndex(of: feed) ?? last + 1)
      : (page[first...last].lastIndex(of: feed).map { $0 + 1 } ?? first)..<last + 1
    return range.count <= lineLimit ? range : nil
  }

  /// Those of `lines` that are much the same on most pages.
  private static func repeated(
    _ lines: [Range<Int>], _ text: [UInt8], pageCount: Int
  ) -> [Range<Int>] {
    var groups: [String: [Range<Int>]] = [:]
    for line in lines {
      let words = String(decoding: text[line], as: UTF8.self)
      groups[words.filter { !$0.isNumber && !$0.isWhitespace }, default: []].append(line)
    }
    return groups.flatMap { words, lines in
      guard lines.count >= leastPages, lines.count * 4 >= pageCount * 3 else {
        return [Range<Int>]()
      }
      return words.contains(where: \.isLetter) ? Array(lines.dropFirst()) : lines
    }
  }
}
