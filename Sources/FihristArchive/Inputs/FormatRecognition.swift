/// Recognizes the format of an input from its first bytes.
///
/// The contents decide. Prose looks like JSON only by accident, but plain text has no recognizable
/// form, so if nothing indicates JSON, the name of the file decides.
struct FormatRecognition: Hashable {
  /// What the bytes look like.
  enum Form: Hashable {
    /// One JSON object a line.
    case lines
    /// One array around all objects.
    case array
    /// Objects that take several lines each.
    case spread
    /// Perhaps JSON lines that are broken: a brace, and then no member name.
    case likelyLines
    /// Perhaps an array: a bracket without an object after it.
    case likelyArray
    /// Some lines that are JSON objects, among more that are not.
    case someLines
    /// Nothing but white space.
    case blank
    /// A page of the Web.
    case page
    /// XML or SGML of a kind that is known.
    case marked
    /// A crawl.
    case crawl
    /// Anything else.
    case prose
  }

  /// How many lines are checked.
  private static let lineLimit = 100

  /// What the bytes look like.
  let form: Form

  /// Checks `head`, the first bytes of an input; `isWhole` tells whether they are all of it.
  init(_ head: ByteView, isWhole: Bool) {
    let start = head.indexAfterBlanks(from: 0)
    guard start < head.count else {
      form = .blank
      return
    }
    let second = head.indexAfterBlanks(from: start + 1)
    let next = second < head.count ? head[second] : 0
    switch head[start] {
    case UInt8(ascii: "["): form = Self.bracket(in: head, at: second, byte: next)
    case UInt8(ascii: "{") where next == UInt8(ascii: "\"") || next == UInt8(ascii: "}"):
      form = Self.isSpread(head, from: start, isWhole: isWhole) ? .spread : .lines
    case UInt8(ascii: "{") where next < 0x80: form = .likelyLines
    case UInt8(ascii: "<") where Self.isPage(head, from: start): form = .page
    case UInt8(ascii: "<") where MarkedForm.root(of: head).flatMap(MarkedForm.of(root:)) != nil:
      form = .marked
    case UInt8(ascii: "W") where head.starts(with: Array("WARC/".utf8), at: start): form = .crawl
    default: form = Self.lines(head, isWhole: isWhole)
    }
  }

  /// The format of an input whose name says `hint`.
  ///
  func format(hint: InputFormat?) -> InputFormat {
    switch form {
    case .lines: return .jsonLines
    case .array, .spread: return .json
    case .page: return .html
    case .marked: return .xml
    case .crawl: return .warc
    case .likelyArray where hint == .jsonLines: return .json
    case .likelyLines, .blank: return hint ?? .jsonLines
    case .likelyArray, .someLines, .prose: return hint ?? .text
    }
  }

  /// Refuses what the caller calls JSON lines if it is JSON of another form.
  ///
  /// - Throws: ``ArchiveError`` of kind `unsupported`.
  func checkLines(_ path: InputPath) throws(ArchiveError) {
    guard format(hint: .jsonLines) == .json else { return }
    throw ArchiveError(
      .unsupported, path: path.spelling,
      reason: "it is JSON, but not one object a line",
      advice: "leave out --format, or set --format json")
  }
}

// MARK: Looking

extension FormatRecognition {
  /// Checks what follows a bracket: an object, nothing, or a string with a comma after it mean an
  /// array; anything else may be prose.
  private static func bracket(in head: ByteView, at index: Int, byte: UInt8) -> Form {
    switch byte {
    case UInt8(ascii: "{"):
      let inner = head.indexAfterBlanks(from: index + 1)
      guard inner < head.count else { return .array }
      return head[inner] == UInt8(ascii: "\"") || head[inner] == UInt8(ascii: "}")
        ? .array : .likelyArray
    case UInt8(ascii: "]"):
      return head.indexAfterBlanks(from: index + 1) == head.count ? .array : .likelyArray
    case UInt8(ascii: "\""): return isText(in: head, at: index) ? .array : .likelyArray
    default: return .likelyArray
    }
  }

  /// Whether a string starts at `index`, and a comma or the end of an array follows it.
  private static func isText(in head: ByteView, at index: Int) -> Bool {
    var cursor = JSONCursor(head, index..<head.count)
    guard (try? cursor.value(depth: 0)) != nil else { return false }
    let next = head.indexAfterBlanks(from: cursor.index)
    return next < head.count
      && (head[next] == UInt8(ascii: ",") || head[next] == UInt8(ascii: "]"))
  }

  /// Whether the first tags, after comments and declarations, are those of a page.
  private static func isPage(_ head: ByteView, from start: Int) -> Bool {
    let end = min(start + pageWindow, head.count)
    let first = head.string(start..<min(start + 14, end)).lowercased()
    if first.hasPrefix("<!doctype html") { return true }
    var tokens = MarkupTokenizer(head, start..<end, isHTML: true)
    while let token = tokens.next() {
      if token.kind == .open { return pageElements.contains(token.name) }
      let isBlank = token.range.allSatisfy { head[$0] <= 0x20 }
      if token.kind != .text || !isBlank { return false }
    }
    return false
  }

  /// How many bytes are looked at for the first tag of a page.
  private static let pageWindow = 4096

  /// Elements that a page starts with.
  private static let pageElements: Set<String> = ["html", "head", "body", "title", "meta"]

  /// Whether most lines are not objects, but the first lines together are one. The objects of a
  /// list inside of it stand on lines of their own, often with a comma after them.
  private static func isSpread(_ head: ByteView, from start: Int, isWhole: Bool) -> Bool {
    let counts = counts(head, isWhole: isWhole)
    guard counts.alone * 2 < counts.lines else { return false }
    var cursor = JSONCursor(head, start..<head.count)
    do throws(JSONProblem) {
      _ = try cursor.value(depth: 0)
      return head.part(start..<cursor.index).lineFeedCount() > 0
    } catch {
      // JSON lines may have something after each object.
      guard counts.objects * 2 < counts.lines else { return false }
      // Only the start of a large object was read.
      return !isWhole && (error.kind == .cut || error.kind == .openString)
    }
  }

  /// Checks the lines after a first line that is not JSON.
  private static func lines(_ head: ByteView, isWhole: Bool) -> Form {
    let counts = counts(head, isWhole: isWhole)
    if counts.objects == 0 { return .prose }
    return counts.objects * 2 > counts.lines ? .lines : .someLines
  }

  /// How many of the first lines there are, without blank ones, how many are JSON objects, and how
  /// many of these have nothing after the object.
  private static func counts(
    _ head: ByteView, isWhole: Bool
  ) -> (lines: Int, objects: Int, alone: Int) {
    var (lines, objects, alone) = (0, 0, 0)
    var start = head.indexAfterBlanks(from: 0)
    while start < head.count, lines < lineLimit {
      let end = head.firstIndex(of: UInt8(ascii: "\n"), in: start..<head.count)
      // A line that the end of the sample cuts off proves nothing.
      if end == head.count, !isWhole { break }
      lines += 1
      if head[start] == UInt8(ascii: "{") {
        var cursor = JSONCursor(head, start..<end)
        if (try? cursor.value(depth: 0)) != nil {
          objects += 1
          if head.indexAfterBlanks(from: cursor.index, end: end) == end { alone += 1 }
        }
      }
      start = head.indexAfterBlanks(from: end)
    }
    return (lines, objects, alone)
  }
}
