/// A newspaper page as a text file: the headline, lines about the article, its text, and perhaps
/// another article behind `إقرأ أيضاً`.
///
/// Everything is a place in the file; nothing is copied.
struct TextArticle: Hashable {
  /// How many lines below the headline, and above the end, may say something about the article.
  static let labelReach = 6

  /// The headline: the first line that is not blank.
  private(set) var title: Range<Int>

  /// The text, in pieces where lines about the article lie between.
  private(set) var body: [Range<Int>] = []

  /// What follows `إقرأ أيضاً`; empty if nothing does.
  private(set) var related: Range<Int>

  /// The date, source, author and address, the first of each.
  private(set) var metadata: [ArticleLabel.Metadata] = []

  /// Reads the article at `range` of `bytes`.
  init(_ bytes: ByteView, _ range: Range<Int>) {
    title = range.lowerBound..<range.lowerBound
    related = range.upperBound..<range.upperBound
    var lines: [Range<Int>] = []
    var index = range.lowerBound
    while index < range.upperBound {
      let end = bytes.firstIndex(of: UInt8(ascii: "\n"), in: index..<range.upperBound)
      let line = ArticleLabel.trimmed(bytes, index..<end)
      index = min(end + 1, range.upperBound)
      if line.isEmpty { continue }
      if let start = ArticleLabel.relatedStart(bytes, line) {
        related = ArticleLabel.trimmed(bytes, start..<range.upperBound)
        break
      }
      lines.append(line)
    }
    guard let first = lines.first else { return }
    title = first
    take(lines.dropFirst(), bytes)
  }

  /// Parts the lines about the article from its text.
  private mutating func take(_ lines: ArraySlice<Range<Int>>, _ bytes: ByteView) {
    var isApart = true
    for (place, line) in lines.enumerated() {
      let isNearEdge = place < Self.labelReach || lines.count - place <= Self.labelReach
      if isNearEdge, let label = ArticleLabel.metadata(bytes, line),
        !metadata.contains(where: { $0.part == label.part })
      {
        metadata.append(label)
        isApart = true
      } else if isApart {
        body.append(line)
        isApart = false
      } else {
        // The lines between two labels stay one piece, with the line ends between them.
        body[body.count - 1] = body[body.count - 1].lowerBound..<line.upperBound
      }
    }
  }
}
