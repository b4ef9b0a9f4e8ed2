internal import FihristStoredDocuments
internal import FihristText

extension OpenCommit {
  /// How many documents are looked at for the spelling of a term.
  private static let spellingExampleCount = 5
  /// A term that at most so many documents have is rare.
  private static let rareDocumentCount = 10
  /// What is left out of a spelling if a word is never written without.
  private static let clitics = ["ال", "و", "وال", "ب", "بال"]

  /// How the archive writes a form, or a term that has none: its most frequent spelling without
  /// article, without vowel marks. Where it has none, the article and other clitics of another
  /// spelling are left out. For words that are written otherwise the first documents that have them
  /// decide. A term without stored texts is itself.
  ///
  /// - Complexity: The first time O(log(words)), or that of reading a few documents.
  func spelling(of term: String) throws -> String {
    try memory.spelling(of: term) {
      if let usual = try usualSpelling(of: term) { return usual.word }
      for clitic in Self.clitics {
        if let usual = try usualSpelling(of: term, behind: clitic) {
          return String(usual.word.dropFirst(clitic.count))
        }
      }
      if let usual = try spellingWithTanwin(of: term) { return usual.word.withoutMarks }
      let found = try spellings(of: term, with: term)
      return Self.mostFrequent(found.wanted) ?? Self.mostFrequent(found.others)?.withoutArticle
        ?? term
    }
  }

  /// How the archive writes a form with the article; `nil` if it nearly always writes it without,
  /// as it does verbs.
  func spellingWithArticle(of form: String) throws -> String? {
    let spelling = try memory.spelling(of: "ال " + form) {
      if let usual = try usualSpelling(of: form, behind: "ال") {
        return try usualSpelling(of: form).map(usual.isSeldom) == true ? "" : usual.word
      }
      if try letterSpellings().isComplete {
        // Most forms that may start with "and" are never written behind an article.
        if form.mayStartWithClitic { return "" }
        if try usualSpelling(of: form) != nil || spellingWithTanwin(of: form) != nil { return "" }
      }
      return Self.mostFrequent(try spellings(of: form, with: "ال" + form).wanted) ?? ""
    }
    return spelling.isEmpty ? nil : spelling
  }

  /// Whether a stored word may have `form`, which may start with a clitic, behind the article. Such
  /// forms are asked for by the hundred, and few are written so: all of them are found at once.
  func mayBeBehindArticle(_ form: String) throws -> Bool {
    guard let letter = form.unicodeScalars.first, snapshot.hasForms else { return true }
    let spellings = try letterSpellings()
    guard spellings.isComplete else { return true }
    return try memory.formsBehindArticle(startingWith: letter) {
      var stems = FormStems(forms)
      return Set(try spellings.words(startingWith: "ال\(letter)").flatMap { stems.terms(of: $0) })
    }.contains(form)
  }

  /// The most frequent spelling of `term` as stored words have it behind a clitic; nil if they have
  /// none.
  private func usualSpelling(
    of term: String, behind clitic: String = ""
  ) throws -> LetterSpellings.Spelling? {
    guard snapshot.hasForms, term.isArabic else { return nil }
    let spellings = try letterSpellings()
    for respelled in [true, false] {
      let found = try spellings.spelling(of: term, behind: clitic, respelled: respelled)
      if let found, try hasForm(term, found.word) { return found }
    }
    return nil
  }

  /// The most frequent spelling of `term` with the two vowel marks of an alef at its end; nil if
  /// stored words have none.
  private func spellingWithTanwin(of term: String) throws -> LetterSpellings.Spelling? {
    guard snapshot.hasForms, term.isArabic,
      let spelling = try letterSpellings().spellingWithTanwin(of: term),
      try hasForm(term, spelling.word)
    else { return nil }
    return spelling
  }

  /// Whether `form` is one of the forms of `word`.
  private func hasForm(_ form: String, _ word: String) throws -> Bool {
    var word = word
    return try withKnownForms { (known) throws(IndexError) in
      word.withUTF8 { unsafe known.hasTerm(Array(form.utf8), $0) }
    }
  }

  private func letterSpellings() throws(IndexError) -> LetterSpellings {
    try memory.letterSpellings { () throws(IndexError) in
      try LetterSpellings(snapshot, analyzer)
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

  static func mostFrequent(_ texts: [String: Int]) -> String? {
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
  var withoutMarks: String {
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
