/// How the words of a list start: it tells nearly all other words from them without comparing
/// texts, which takes long for letters that are not ASCII.
struct FirstLetters: Sendable {
  private let starts: Set<UInt64>

  /// The first letters of `words`.
  init(_ words: some Sequence<String>) {
    starts = Set(words.map { Self.start(of: $0.utf8) })
  }

  /// Whether `word` may be one of the words, or one of them behind a letter that is written
  /// together with words.
  func mayBegin(_ word: String) -> Bool {
    starts.contains(Self.start(of: word.utf8))
      || Self.startsWithClitic(word.utf8)
        && starts.contains(Self.start(of: word.utf8.dropFirst(2)))
  }

  /// The first three letters, of two bytes each, or as many as there are.
  private static func start(of word: some Collection<UInt8>) -> UInt64 {
    word.prefix(6).reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// Whether the first letter is و, ف, ب, ل or ك.
  private static func startsWithClitic(_ word: String.UTF8View) -> Bool {
    var bytes = word.makeIterator()
    guard let first = bytes.next(), let second = bytes.next() else { return false }
    switch (first, second) {
    case (0xD9, 0x88), (0xD9, 0x81), (0xD9, 0x84), (0xD9, 0x83), (0xD8, 0xA8): return true
    default: return false
    }
  }
}
