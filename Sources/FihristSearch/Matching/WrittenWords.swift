internal import FihristText

/// One or more words as they are written, to be found side by side in a text.
struct WrittenWords {
  /// A word, and the terms that it has in the index.
  private struct Wanted {
    var form: WrittenForm
    var terms: Set<String?>
  }

  private let analyzer: Analyzer
  private let wanted: [Wanted]
  /// Whether plain words can be compared byte by byte.
  private let isPlain: Bool

  /// Makes the words of `written`, as `analyzer` finds them.
  init(_ written: String, _ analyzer: Analyzer) {
    self.analyzer = analyzer
    let bytes = Array(written.utf8)
    var wanted: [Wanted] = []
    var range: Range<Int>?
    for word in analyzer.queryWords(in: written) {
      // Several terms may be of one word.
      if word.range == range, let last = wanted.indices.last {
        wanted[last].terms.insert(word.term)
      } else {
        let text = String(decoding: bytes[word.range], as: UTF8.self)
        wanted.append(Wanted(form: WrittenForm(text), terms: [word.term]))
      }
      range = word.range
    }
    self.wanted = wanted
    isPlain = !wanted.contains { $0.form.mayBePlain }
  }

  /// Whether `text` has the words.
  ///
  /// - Complexity: O(length of `text`); few of its words are analyzed.
  func occur(in text: [UInt8]) -> Bool {
    guard !wanted.isEmpty else { return false }
    var state = State(count: wanted.count)
    unsafe text.withUnsafeBufferPointer { bytes in
      unsafe withUnsafeTemporaryAllocation(of: WordRange.self, capacity: 256) { words in
        var offset = 0
        while !state.isDecided,
          case let count = unsafe analyzer.scanWords(bytes, from: &offset, into: words), count > 0
        {
          for index in 0..<count where !state.isDecided {
            unsafe follow(UnsafeBufferPointer(rebasing: bytes[words[index].bytes]), &state)
          }
        }
      }
    }
    guard state.dependsOnText else { return state.isFound }
    state = State(count: wanted.count)
    follow(wordsOf: text, &state)
    return state.isFound
  }

  /// What is known at a word of a text.
  private struct State {
    /// For each of the wanted words, whether it and those before it are the last words.
    var ending: [Bool]
    var isFound = false
    /// Whether a word depends on what stands behind it.
    var dependsOnText = false

    init(count: Int) { ending = [Bool](repeating: false, count: count) }

    var isDecided: Bool { isFound || dependsOnText }
  }

  /// Goes on by the word of these bytes.
  private func follow(_ word: UnsafeBufferPointer<UInt8>, _ state: inout State) {
    // A word of plain letters is one; others may have parts that are found by themselves.
    guard isPlain, let isFirst = unsafe wanted[0].form.isWritten(asPlain: word) else {
      let bytes = unsafe Array(word)
      if Self.mayBeAttached(bytes) {
        state.dependsOnText = true
      } else {
        follow(wordsOf: bytes, &state)
      }
      return
    }
    for number in wanted.indices.reversed() {
      let isNext = number == 0 || state.ending[number - 1]
      let isWritten =
        isNext
        && (number == 0 ? isFirst : unsafe wanted[number].form.isWritten(asPlain: word) == true)
      state.ending[number] = unsafe isWritten && has(word, wanted[number])
    }
    state.isFound = state.ending[wanted.count - 1]
  }

  /// Whether a word ends in tatweel and may be a clitic of what follows, as in الـ"BBC": then it is
  /// not a word.
  private static func mayBeAttached(_ bytes: [UInt8]) -> Bool {
    let text = String(decoding: bytes, as: UTF8.self).unicodeScalars
    return text.last == "\u{640}" && text.first.map("اأإلبكفو".unicodeScalars.contains) == true
  }

  /// Whether a word that is written as `wanted` has its term: marks may tell it from others.
  private func has(_ word: UnsafeBufferPointer<UInt8>, _ wanted: Wanted) -> Bool {
    let words = analyzer.queryWords(in: unsafe String(decoding: word, as: UTF8.self))
    return words.contains { wanted.terms.contains($0.term) }
  }

  /// Goes on by all words of a text.
  private func follow(wordsOf bytes: [UInt8], _ state: inout State) {
    var terms: Set<String?> = []
    let words = analyzer.queryWords(in: String(decoding: bytes, as: UTF8.self))
    for (index, part) in words.enumerated() where !state.isFound {
      terms.insert(part.term)
      if index + 1 < words.count, words[index + 1].range == part.range { continue }
      let text = String(decoding: bytes[part.range], as: UTF8.self)
      for number in wanted.indices.reversed() {
        state.ending[number] =
          (number == 0 || state.ending[number - 1])
          && !terms.isDisjoint(with: wanted[number].terms)
          && wanted[number].form.isWritten(as: text)
      }
      terms = []
      state.isFound = state.ending[wanted.count - 1]
    }
  }
}
