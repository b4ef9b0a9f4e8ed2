internal import FihristStoredDocuments
internal import FihristText

/// Goes over the words of a text and collects those that a query has.
struct MatchScan: ~Copyable {
  /// How many bytes of a text are searched at most.
  static let maximumSearch = 16 << 20
  /// How many bytes are searched after the first match at most.
  static let maximumSearchBehindMatch = 1 << 20

  /// In the order of the text.
  private(set) var matches: [SnippetMatches.Match] = []

  private let text: SnippetText
  private let targets: SnippetTargets
  private let known: KnownWords
  private let looksAtAll: Bool
  private var word: MatchedWord
  private var position = 0

  /// - Parameter known: Its analyzer is that of the index.
  init(_ text: SnippetText, _ targets: SnippetTargets, _ known: KnownWords) {
    self.text = text
    self.targets = targets
    self.known = known
    looksAtAll = targets.hasExpansions
    word = MatchedWord(targets, known.analyzer)
  }

  /// Searches the text.
  ///
  /// A long text is searched by its bytes, because how far depends on where words are.
  mutating func run() {
    let count = unsafe text.bytes.count
    if let symbols = text.symbols, !looksAtAll, count <= Self.maximumSearchBehindMatch {
      return walk(symbols.text, symbols.known)
    }
    scan(0..<count, batch: 256)
  }

  /// Looks at every word that the analyzer finds in `range`, which is looked at by itself.
  private mutating func scan(_ range: Range<Int>, batch: Int) {
    let bytes = unsafe text.bytes
    let part = unsafe UnsafeBufferPointer(rebasing: bytes[..<range.upperBound])
    var limit = range.lowerBound + Self.maximumSearch
    var offset = range.lowerBound
    unsafe withUnsafeTemporaryAllocation(of: WordRange.self, capacity: batch) { words in
      unsafe withUnsafeTemporaryAllocation(of: KnownWords.Look.self, capacity: batch) { looks in
        while offset < limit,
          case let count = unsafe known.analyzer.scanWords(part, from: &offset, into: words),
          count > 0
        {
          unsafe known.look(up: words, count: count, in: bytes, into: looks)
          for index in 0..<count {
            let range = unsafe words[index].bytes
            let found = unsafe known.fingerprints(looks[index], of: range, in: bytes)
            if found.term != 0, !looksAtAll, !targets.mayHave(found) {
              position += 1
            } else {
              unsafe position += word.append(to: &matches, range, in: bytes, at: position)
            }
          }
          if let first = matches.first {
            limit = min(limit, first.bytes.lowerBound + Self.maximumSearchBehindMatch)
          }
        }
      }
    }
  }
}

// MARK: - Symbols

extension MatchScan {
  /// What stands between a word and what follows it.
  private struct Walk {
    /// The last word: its bytes, and what is known about it. At first nothing, which is closed.
    var word = 0..<0
    var kind = SymbolKind(KnownWords.Fingerprints(term: 1, root: 1), isClosed: true)
    /// The separator behind it; nil for none or a space.
    var separator: SymbolKind?
    /// Where what must be scanned starts; -1 if the last word stands alone.
    var start = -1

    /// Whether what the last word is does not depend on what follows, nor that on the word.
    @inline(__always)
    var isSafe: Bool {
      guard kind != .reaching else { return false }
      guard let separator else { return true }
      return separator == .hard || separator == .firm && kind.isClosed
    }
  }

  /// Looks at every word by its symbol, and scans where the analyzer may find other words than
  /// the symbols are.
  private mutating func walk(_ stored: StoredText, _ symbols: KnownSymbols) {
    let bytes = unsafe text.bytes
    var walk = Walk()
    var end = 0
    var isBehindWord = false
    let count = unsafe stored.symbols.count
    for index in 0..<count {
      let symbol = unsafe stored.symbols[index]
      // Where a symbol ends is at or behind where the one before ends, and inside the text.
      let start = end &+ (isBehindWord && symbol.isWord ? 1 : 0)
      end = Int(truncatingIfNeeded: symbol.end) &- stored.origin
      let range = unsafe Range(uncheckedBounds: (start, end))
      let kind = unsafe symbols.kind(symbol, at: range, of: bytes, known)
      if symbol.isWord {
        if walk.isSafe {
          finish(&walk)
        } else if walk.start < 0 {
          walk.start = walk.word.lowerBound
        }
        (walk.word, walk.kind, walk.separator) = (range, kind, nil)
      } else {
        // A long separator was cut: the next part of it makes it a soft one, but for a space.
        let isHard = kind == .hard || walk.separator == .hard
        walk.separator = isHard ? .hard : walk.separator == nil ? kind : .soft
      }
      isBehindWord = symbol.isWord
    }
    if walk.separator == nil || walk.isSafe { return finish(&walk) }
    let start = walk.start < 0 ? walk.word.lowerBound : walk.start
    scan(start..<bytes.count, batch: 16)
  }

  /// Takes the last word into account, and what has to be scanned before it.
  @inline(__always)
  private mutating func finish(_ walk: inout Walk) {
    if walk.start < 0, walk.kind.isPlain {
      guard !walk.word.isEmpty else { return }
      guard targets.mayHave(walk.kind.fingerprints) else { return position &+= 1 }
      return unsafe position += word.append(
        to: &matches, walk.word, in: text.bytes, at: position)
    }
    scan((walk.start < 0 ? walk.word.lowerBound : walk.start)..<walk.word.upperBound, batch: 16)
    walk.start = -1
  }
}
