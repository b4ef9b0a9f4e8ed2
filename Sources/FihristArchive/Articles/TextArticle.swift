/// A newspaper page as a text file: the headline, lines about the article, its text, and perhaps
/// another article after `إقرأ أيضاً`.
///
/// Everything is a range of the file; nothing is copied.
struct TextArticle: Hashable {
  /// How many lines below the headline, and above the end, may say something about the article.
  static let labelReach = 6

  /// The headline: the first line that is neither blank nor a link.
  var title: Range<Int>

  /// The text, in pieces where lines about the article, or links, lie between.
  var body: [Range<Int>] = []

  /// The second article of the page; empty if there is none.
  var related: Range<Int>

  /// The date, source, author and address, the first of each.
  private(set) var metadata: [ArticleLabel.Metadata] = []

  /// Reads the article at `range` of `bytes`.
  init(_ bytes: ByteView, _ range: Range<Int>) {
    title = range.lowerBound..<range.lowerBound
    related = range.upperBound..<range.upperBound
    let all = PageLine.lines(bytes, range)
    let second = PageLine.secondArticle(all, bytes)
    if let second { related = second.start..<all[all.count - 1].range.upperBound }
    let lines = all[..<(second?.line ?? all.count)]
    guard let first = lines.firstIndex(where: { $0.link == nil }) else { return }
    title = lines[first].range
    take(lines[(first + 1)...], bytes)
  }

  /// Separates the lines about the article, and links, from its text.
  private mutating func take(_ lines: ArraySlice<PageLine>, _ bytes: ByteView) {
    var isApart = true
    var count = 0
    let total = lines.count { $0.link == nil }
    for line in lines {
      guard line.link == nil else {
        isApart = true
        continue
      }
      let isNearEdge = count < Self.labelReach || total - count <= Self.labelReach
      count += 1
      if isNearEdge, let label = line.label,
        !metadata.contains(where: { $0.part == label.part })
      {
        metadata.append(label)
        isApart = true
      } else if isApart {
        body.append(line.range)
        isApart = false
      } else {
        // The lines between two labels stay one piece, with the line ends between them.
        body[body.count - 1] = body[body.count - 1].lowerBound..<line.range.upperBound
      }
    }
  }
}

/// A line of a page, which is not blank.
private struct PageLine {
  /// The line without white space around it.
  var range: Range<Int>
  /// What it says about the article, if it does.
  var label: ArticleLabel.Metadata?
  /// Where it points, if it is a link.
  var link: LinkLine?

  /// The lines of `range` that are not blank.
  static func lines(_ bytes: ByteView, _ range: Range<Int>) -> [PageLine] {
    var lines: [PageLine] = []
    var index = range.lowerBound
    while index < range.upperBound {
      let end = bytes.firstIndex(of: UInt8(ascii: "\n"), in: index..<range.upperBound)
      let line = ArticleLabel.trimmed(bytes, index..<end)
      index = min(end + 1, range.upperBound)
      if line.isEmpty { continue }
      let link = LinkLine(bytes, line)
      let label = link == nil ? ArticleLabel.metadata(bytes, line) : nil
      lines.append(PageLine(range: line, label: label, link: link))
    }
    return lines
  }

  /// The link before a second article, and where that starts; nil if there is none.
  ///
  /// A link inside an article looks the same. So it counts only at the end of an article: after its
  /// text and the lines about it, such as `المصدر: …`. And only if an article follows: a headline,
  /// on the line of the link or after it, and at least one line of text.
  static func secondArticle(
    _ lines: [PageLine], _ bytes: ByteView
  ) -> (line: Int, start: Int)? {
    // The lines before, without links: how many are text, and whether the last is a label.
    var textCount = -1
    var isAfterEndMatter = false
    var remaining = lines.count { $0.isText }
    for (index, line) in lines.enumerated() {
      if let link = line.link {
        let wanted = link.headline.isEmpty ? 2 : 1
        if isAfterEndMatter, remaining >= wanted {
          let next = link.headline.isEmpty ? lines[index + 1].range : link.headline
          return (index, next.lowerBound)
        }
      } else if line.isText || textCount < 0 {
        // The first line is the headline, whatever it looks like.
        if line.isText { remaining -= 1 }
        textCount += 1
        isAfterEndMatter = false
      } else {
        isAfterEndMatter = textCount > 0
      }
    }
    return nil
  }

  /// Whether it is neither a link nor a line about the article.
  private var isText: Bool { link == nil && label == nil }
}
