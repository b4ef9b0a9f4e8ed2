package import FihristText

/// Finds where the words and phrases of a query occur in the texts of one field.
///
/// A word of a text is compared with the query by its terms, as the index compares them. So an
/// occurrence is found under every spelling under which the document is.
package struct OccurrenceFinder {
  /// The words of the text that was read last.
  package private(set) var words: TextWords

  /// A root of each word, if the query asks for roots.
  private var roots: TextWords?

  private var numbers: [ArraySlice<UInt8>: Int] = [:]
  /// For each number whether the term alone is an occurrence.
  private var isAlone: [Bool] = []
  /// For each number the phrases that start with the term: numbers and offsets of the others.
  private var phrases: [[[(number: Int, offset: Int)]]] = []
  /// For each number the spellings of one or more words that start with the term.
  private var spellings: [[[WrittenForm]]] = []
  /// Words near each other, by the numbers of their terms.
  private var groups: [SnippetGroup] = []
  private var wantedRoots: Set<ArraySlice<UInt8>> = []
  /// Patterns, which are compared with forms and stems.
  private var patterns: RememberedExpansions?
  private var spans = OccurrenceSpans()

  /// Makes a finder.
  ///
  /// - Parameters:
  ///   - query: The query; what is in filters, and what must not be there, is not looked for.
  ///   - field: The name of the field whose texts will be read.
  ///   - analyzer: The analyzer of the index.
  package init(_ query: Query, inField field: String, analyzer: Analyzer) {
    let targets = query.occurrenceTargets.filter { $0.mayBe(inField: field) }
    patterns = RememberedExpansions(
      targets.compactMap { if case .expansion(let pattern) = $0.kind { pattern } else { nil } })
    words = TextWords(analyzer, other: patterns == nil ? nil : analyzer.forms)
    for target in targets { add(target) }
    roots = wantedRoots.isEmpty ? nil : analyzer.roots.map { TextWords($0) }
  }

  private mutating func add(_ target: OccurrenceTarget) {
    switch target.kind {
    case .term(let term): isAlone[number(of: term)] = true
    case .root(let root): wantedRoots.insert(root[...])
    case .expansion: break
    case .phrase(let terms): add(terms)
    case .near(let terms, let slop):
      let members = terms.map {
        SnippetGroup.Member(number: number(of: $0.term), offset: $0.offset)
      }
      groups.append(SnippetGroup(members: members, slop: slop))
    case .written(let form):
      guard let first = form.terms.first else { return }
      spellings[number(of: first.term)].append(
        WrittenForm.words(of: form.written, words.analyzer))
    }
  }

  private mutating func add(_ terms: [Query.PhraseTerm]) {
    guard let first = terms.first else { return }
    let others = terms.dropFirst().map { (number: number(of: $0.term), offset: $0.offset) }
    phrases[number(of: first.term)].append(others)
  }

  private mutating func number(of term: [UInt8]) -> Int {
    if let number = numbers[term[...]] { return number }
    let number = numbers.count
    numbers[term[...]] = number
    isAlone.append(false)
    phrases.append([])
    spellings.append([])
    return number
  }

  /// The occurrences in `text`, as ranges of indexes of ``TextWords/words``: in order, without
  /// overlap, phrases as one.
  ///
  /// - Complexity: O(bytes of `text`), and for each expansion the bytes of words not met before.
  package mutating func occurrences(in text: [UInt8]) -> [Range<Int>] {
    words.read(text)
    roots?.read(text)
    spans.removeAll()
    for index in words.words.indices {
      if let number = numbers[words.term(index)] { add(number, at: index, in: text) }
      if isExpanded(index) { spans.append(index..<index + 1) }
    }
    addGroups()
    addRoots()
    return spans.resolved()
  }

  /// Words of a group are occurrences where passages mark them: where it is complete.
  private mutating func addGroups() {
    guard !groups.isEmpty else { return }
    let numbered = words.words.indices.compactMap { index in
      numbers[words.term(index)].map { (index: index, number: $0) }
    }
    let matches = numbered.map { word in
      SnippetMatches.Match(
        bytes: words.words[word.index].bytes, position: words.words[word.index].position,
        term: word.number)
    }
    var isTaken = [Bool](repeating: false, count: matches.count)
    for group in groups { _ = group.occurrences(in: matches, target: 0, &isTaken) }
    for (match, word) in numbered.enumerated() where isTaken[match] {
      spans.append(word.index..<word.index + 1)
    }
  }

  private mutating func add(_ number: Int, at index: Int, in text: [UInt8]) {
    if isAlone[number] { spans.append(index..<index + 1) }
    for phrase in phrases[number] {
      if let last = last(of: phrase, from: index) { spans.append(index..<last + 1) }
    }
    for spelling in spellings[number] {
      if let last = last(of: spelling, from: index, in: text) { spans.append(index..<last + 1) }
    }
  }

  /// The index of the last word of a spelling whose first is word `start`; `nil` if it is written
  /// otherwise.
  private func last(of spelling: [WrittenForm], from start: Int, in text: [UInt8]) -> Int? {
    var end = start
    for form in spelling {
      guard end < words.words.count else { return nil }
      let bytes = words.words[end].bytes
      guard form.isWritten(as: String(decoding: text[bytes], as: UTF8.self)) else { return nil }
      // Several terms may be of one word.
      while end < words.words.count, words.words[end].bytes == bytes { end += 1 }
    }
    return end > start ? end - 1 : nil
  }

  /// The index of the last word of a phrase whose first is word `start`; `nil` if it is not there.
  private func last(of phrase: [(number: Int, offset: Int)], from start: Int) -> Int? {
    var index = start
    for term in phrase {
      let position = words.words[start].position + term.offset
      while index < words.words.count, words.words[index].position < position { index += 1 }
      guard index < words.words.count, words.words[index].position == position,
        numbers[words.term(index)] == term.number
      else { return nil }
    }
    return index
  }

  private mutating func isExpanded(_ index: Int) -> Bool {
    patterns?.standFor(words.term(index)) ?? false
      || patterns?.standFor(words.other(index)) ?? false
  }

  /// A word without a root, such as a number, is among the words and not among the roots: both are
  /// told to be of one word by their bytes.
  private mutating func addRoots() {
    guard let roots else { return }
    var index = 0
    for root in roots.words.indices where wantedRoots.contains(roots.term(root)) {
      let bytes = roots.words[root].bytes
      while index < words.words.count, words.words[index].bytes.lowerBound < bytes.lowerBound {
        index += 1
      }
      guard index < words.words.count, words.words[index].bytes == bytes else { continue }
      spans.append(index..<index + 1)
    }
  }
}

extension WrittenForm {
  /// The forms of one or more words, as `analyzer` finds them.
  fileprivate static func words(of written: String, _ analyzer: Analyzer) -> [WrittenForm] {
    let bytes = Array(written.utf8)
    var forms: [WrittenForm] = []
    var range: Range<Int>?
    for word in analyzer.queryWords(in: written) where word.range != range {
      forms.append(WrittenForm(String(decoding: bytes[word.range], as: UTF8.self)))
      range = word.range
    }
    return forms
  }
}
