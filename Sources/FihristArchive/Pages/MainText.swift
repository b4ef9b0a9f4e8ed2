/// The blocks of a page that are its article.
///
/// The rule is text density: blocks are worth their letters, less a cost, and links count
/// against them. The main text is the run of consecutive blocks with the greatest sum. So short
/// paragraphs between long ones belong to it, and menus and lists of links do not. If the page has
/// one element that it calls its article, with enough text, only blocks in that are looked at. A
/// page on which nothing surrounds its text is all text.
struct MainText {
  /// The text.
  private(set) var body: [PageBlock] = []

  /// Links to other articles: the lines that say `read also`, and the headlines after them.
  private(set) var related: [PageBlock] = []

  /// What is written under pictures and tables.
  private(set) var captions: [PageBlock] = []

  /// A text of fewer letters may be a wrong guess, so that blocks are looked at that seemed to
  /// surround the article.
  private static let least = 100

  /// Chooses among the blocks of `page`.
  init(_ page: PageText) {
    if Self.isPlain(page) {
      take(page.blocks, page.blocks.indices, page)
      return
    }
    let inArticle = page.blocks.filter(\.isInArticle)
    if page.articleCount == 1, take(inArticle, page) { return }
    if take(page.blocks, page) { return }
    let found = self
    let all = page.blocks.map { block in
      var block = block
      block.isSurrounding = false
      return block
    }
    if !take(all, page), found.letters > letters { self = found }
  }

  private var letters: Int { body.reduce(0) { $0 + $1.letters } }

  /// Takes the best run of `blocks`; says whether it has enough text.
  private mutating func take(_ blocks: [PageBlock], _ page: PageText) -> Bool {
    (body, related, captions) = ([], [], [])
    let run = Self.bestRun(blocks, page)
    take(blocks, Self.withTail(Self.withLead(run, blocks), blocks, page), page)
    return letters >= Self.least
  }

  /// Takes `run` of `blocks`.
  private mutating func take(_ blocks: [PageBlock], _ run: Range<Int>, _ page: PageText) {
    var isAfterLink = false
    for block in blocks[run] where !block.isSurrounding {
      if block.kind == .caption {
        captions.append(block)
      } else if body.isEmpty, block.kind == .heading {
        // Headings before the text are its title.
        continue
      } else if let hasHeadline = Self.linkLine(block, page) {
        related.append(block)
        isAfterLink = !hasHeadline
      } else if isAfterLink, block.isLink {
        related.append(block)
      } else {
        isAfterLink = false
        // A line of nothing but links is not the article's, except as a word of a sentence.
        if block.linkLetters * 3 <= block.letters * 2 { body.append(block) }
      }
    }
  }

  /// A page with more links than this between its blocks, or with more letters in them, may have a
  /// menu.
  private static let plainLimit = (links: 2, letters: 50)

  /// Whether the page has nothing that surrounds its text: neither elements that do nor an article,
  /// and hardly a link that stands by itself.
  private static func isPlain(_ page: PageText) -> Bool {
    guard !page.blocks.contains(where: { $0.isSurrounding || $0.isInArticle }) else { return false }
    let links = page.blocks.filter(\.isLink)
    return links.count <= plainLimit.links
      && links.reduce(0) { $0 + $1.letters } <= plainLimit.letters
  }

  /// `run` with the paragraphs directly before it, under the same element and without links, that
  /// are too short to bring their cost in; headings between them belong to them.
  private static func withLead(_ run: Range<Int>, _ blocks: [PageBlock]) -> Range<Int> {
    guard !run.isEmpty else { return run }
    var start = run.lowerBound
    for index in (0..<run.lowerBound).reversed() {
      let block = blocks[index]
      guard block.container == blocks[run.lowerBound].container, !block.isSurrounding,
        block.linkLetters == 0, block.isParagraph || block.kind == .heading
      else { break }
      if block.isParagraph { start = index }
    }
    return start..<run.upperBound
  }

  /// `run` with the paragraphs directly after it, under the same element and without links, that
  /// are too short to bring their cost in and end as sentences do: what pages write below a text,
  /// such as a button or a source, does not.
  private static func withTail(
    _ run: Range<Int>, _ blocks: [PageBlock], _ page: PageText
  ) -> Range<Int> {
    guard let last = run.last else { return run }
    var end = run.upperBound
    for block in blocks[end...] {
      guard block.container == blocks[last].container, !block.isSurrounding,
        block.linkLetters == 0, block.isParagraph, isSentence(page.text[block.range])
      else { break }
      end += 1
    }
    return run.lowerBound..<end
  }

  /// Whether a text ends with a mark that ends a sentence, closed by quotes or not.
  private static func isSentence(_ text: some Sequence<UInt8>) -> Bool {
    var scalars = String(decoding: Array(text), as: UTF8.self).unicodeScalars[...]
    while let last = scalars.last,
      last.properties.isWhitespace || "»\"”)".unicodeScalars.contains(last)
    { scalars.removeLast() }
    return scalars.last.map { ".…!؟?۔".unicodeScalars.contains($0) } ?? false
  }

  /// So many links after a line such as `read also` do not end a text.
  private static let linksInside = 3

  /// The consecutive blocks with the greatest sum of worths (Kadane's algorithm); nothing if none
  /// is worth anything. Captions, lines that say `read also`, and the links after them stand inside
  /// of many texts, and count nothing.
  private static func bestRun(_ blocks: [PageBlock], _ page: PageText) -> Range<Int> {
    var (best, bestSum) = (0..<0, 0)
    var (start, sum) = (0, 0)
    var links = 0
    for (index, block) in blocks.enumerated() {
      if sum <= 0 { (start, sum) = (index, 0) }
      if block.kind == .caption { continue }
      if let hasHeadline = linkLine(block, page) {
        links = hasHeadline ? 0 : linksInside
        continue
      }
      let isLink = links > 0 && block.isLink
      links = isLink ? links - 1 : 0
      if !isLink { sum += block.worth }
      if sum > bestSum { (best, bestSum) = (start..<index + 1, sum) }
    }
    return best
  }

  /// Whether the link to another article that `block` is has a headline; nil if it is not one.
  private static func linkLine(_ block: PageBlock, _ page: PageText) -> Bool? {
    unsafe page.text.withUnsafeBufferPointer {
      LinkLine(unsafe ByteView($0), block.range).map { !$0.headline.isEmpty }
    }
  }
}
