internal import FihristStoredDocuments
internal import FihristText

extension OpenCommit {
  /// How many documents are looked at for the spelling of a term.
  private static let spellingExampleCount = 5
  /// A term that at most so many documents have is rare.
  private static let rareDocumentCount = 10

  /// How the archive writes a form, or a term that has none: its most frequent spelling without
  /// article, without vowel marks. Where it has none, the article and other clitics of another
  /// spelling are left out. For rare words the first documents that have them decide. A term
  /// without stored texts is itself.
  ///
  /// - Complexity: The first time that of reading a few documents, if it is rare.
  func spelling(of term: String) throws -> String {
    try memory.spelling(of: term) {
      if let usual = try usualSpelling(of: term, for: term) { return usual }
      if let usual = try usualSpelling(of: "ال" + term, for: term) { return usual.withoutArticle }
      let found = try spellings(of: term, with: term)
      return Self.mostFrequent(found.wanted) ?? Self.mostFrequent(found.others)?.withoutArticle
        ?? term
    }
  }

  /// How the archive writes a form with the article; `nil` if the form is frequent without it and
  /// not with it, as verbs are, or if the form is rare and the first documents have it without.
  func spellingWithArticle(of form: String) throws -> String? {
    let spelling = try memory.spelling(of: "ال " + form) {
      if let usual = try usualSpelling(of: "ال" + form, for: form) { return usual }
      if try isUsual(withoutArticle: form) { return "" }
      return Self.mostFrequent(try spellings(of: form, with: "ال" + form).wanted) ?? ""
    }
    return spelling.isEmpty ? nil : spelling
  }

  /// The most frequent spelling of `letters` that has `term`; nil if it is not among the frequent
  /// words of the archive.
  private func usualSpelling(of letters: String, for term: String) throws -> String? {
    guard snapshot.hasForms, term.isArabic,
      let spelling = try usualSpellings().spelling(of: letters)?.withoutMarks,
      analyzer.foldedLetters(of: spelling) == letters
    else { return nil }
    var bytes = spelling
    let isOfTerm = try withKnownForms { (known) throws(IndexError) in
      bytes.withUTF8 {
        unsafe !known.occurrences(of: Array(term.utf8), in: SnippetText("", $0)).isEmpty
      }
    }
    return isOfTerm ? spelling : nil
  }

  /// Whether a form without usual spelling with the article has one without it, and is not rare.
  private func isUsual(withoutArticle form: String) throws -> Bool {
    let space = snapshot.typedSpace(isArabic: true)
    let count = try snapshot.documentFrequency(of: Array(form.utf8), space: space)
    return try count > Self.rareDocumentCount && usualSpellings().isComplete
      && usualSpelling(of: form, for: form) != nil
  }

  private func usualSpellings() throws(IndexError) -> UsualSpellings {
    try memory.usualSpellings { () throws(IndexError) in
      try UsualSpellings(snapshot, analyzer)
    }
  }

  /// How often the first documents have each spelling of a term: at most five of them, and only
  /// three if these agree on one with the folded `letters`. The first that has one is enough for a
  /// rare term.
  private func spellings(of term: String, with letters: String) throws -> WrittenSpellings {
    let bytes = Array(term.utf8)
    var found = WrittenSpellings(letters, by: analyzer)
    let space = snapshot.typedSpace(isArabic: term.isArabic)
    let examples = try snapshot.documents(
      of: bytes, space: space, limit: Self.spellingExampleCount)
    let isRare = try snapshot.documentFrequency(of: bytes, space: space) <= Self.rareDocumentCount
    for (number, example) in examples.enumerated() {
      try add(to: &found, example, of: bytes, isForm: snapshot.hasForms && term.isArabic)
      if isRare, !found.wanted.isEmpty { break }
      if number >= 2, found.wanted.count == 1, found.wanted.values.allSatisfy({ $0 > number }) {
        break
      }
    }
    return found
  }

  /// Adds how a document has `term` in the texts whose words are searched.
  private func add(
    to spellings: inout WrittenSpellings, _ example: Snapshot.Location, of term: [UInt8],
    isForm: Bool
  ) throws(IndexError) {
    let fields = snapshot.manifest.schema.indexedFields
    let segment = snapshot.segments[example.segment]
    let symbols =
      isForm
      ? try knownFormSymbols(ofSegment: example.segment)
      : try knownSymbols(ofSegment: example.segment)
    func add(by known: KnownWords) throws(IndexError) {
      try segment.withStoredValues(example.document) { values in
        for value in values where fields.contains(value.field) {
          let text = SnippetText("", value, symbols)
          for range in known.occurrences(of: term, in: text) {
            unsafe spellings.add(String(decoding: value.bytes[range], as: UTF8.self))
          }
        }
      }
    }
    try isForm ? withKnownForms(add) : withKnownWords(add)
  }

  private static func mostFrequent(_ texts: [String: Int]) -> String? {
    texts.max { one, other in
      one.value != other.value
        ? one.value < other.value : other.key.utf8.lexicographicallyPrecedes(one.key.utf8)
    }?.key
  }
}

/// How often documents have each spelling of a word, without vowel marks.
private struct WrittenSpellings {
  /// Those that have the letters that are wanted when they are folded.
  private(set) var wanted: [String: Int] = [:]
  /// Others.
  private(set) var others: [String: Int] = [:]

  private let letters: String
  private let analyzer: Analyzer

  init(_ letters: String, by analyzer: Analyzer) {
    self.letters = letters
    self.analyzer = analyzer
  }

  mutating func add(_ word: String) {
    let text = word.withoutMarks
    if analyzer.foldedLetters(of: text) == letters {
      wanted[text, default: 0] += 1
    } else if let end = withoutClitics(text) {
      wanted[end, default: 0] += 1
    } else {
      others[text, default: 0] += 1
    }
  }

  /// The end of a word, if that has the letters: `مهرة` of `والمهرة`. Folding keeps the number of
  /// letters.
  private func withoutClitics(_ word: String) -> String? {
    let count = word.unicodeScalars.count - letters.unicodeScalars.count
    guard count > 0 else { return nil }
    let end = String(word.unicodeScalars.dropFirst(count))
    return analyzer.foldedLetters(of: end) == letters ? end : nil
  }
}

extension String {
  /// The text without vowel marks and tatweel.
  fileprivate var withoutMarks: String {
    var scalars = String.UnicodeScalarView()
    for scalar in unicodeScalars
    where !(0x064B...0x0652 ~= scalar.value || scalar.value == 0x0670 || scalar.value == 0x0640) {
      scalars.append(scalar)
    }
    return String(scalars)
  }

  /// The word without its article, if it has one.
  fileprivate var withoutArticle: String {
    hasPrefix("ال") && count > 3 ? String(dropFirst(2)) : self
  }
}
