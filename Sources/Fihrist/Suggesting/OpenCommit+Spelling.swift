internal import FihristStoredDocuments
internal import FihristText

extension OpenCommit {
  /// How many documents are looked at for the spelling of a term.
  private static let spellingExampleCount = 5
  /// A term that at most so many documents have is rare.
  private static let rareDocumentCount = 10

  /// How the archive writes a form, or a term that has none: its most frequent spelling without
  /// article, without vowel marks. Where it has none, the article of another spelling is left out.
  /// For rare words the first documents that have them decide. A term without stored texts is
  /// itself.
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
    let isOfTerm = try withKnownForms {
      !$0.occurrences(of: Array(term.utf8), in: Array(spelling.utf8)).isEmpty
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

  /// How often documents have each spelling.
  private struct Spellings {
    /// Those that have the letters that are wanted when they are folded.
    var wanted: [String: Int] = [:]
    /// Others.
    var others: [String: Int] = [:]
  }

  /// How often the first documents have each spelling of a term: at most five of them, and only
  /// three if these agree on one with the folded `letters`. The first that has one is enough for a
  /// rare term.
  private func spellings(of term: String, with letters: String) throws -> Spellings {
    let bytes = Array(term.utf8)
    let isForm = snapshot.hasForms && term.isArabic
    let fields = snapshot.manifest.schema.indexedFields
    var found = Spellings()
    let space = snapshot.typedSpace(isArabic: term.isArabic)
    let examples = try snapshot.documents(
      of: bytes, space: space, limit: Self.spellingExampleCount)
    let isRare = try snapshot.documentFrequency(of: bytes, space: space) <= Self.rareDocumentCount
    for (number, example) in examples.enumerated() {
      let stored = try snapshot.segments[example.segment].storedDocument(example.document)
      for value in stored.fields where fields.contains(value.field) {
        let ranges =
          isForm
          ? try withKnownForms { $0.occurrences(of: bytes, in: value.text) }
          : try withKnownWords { $0.occurrences(of: bytes, in: value.text) }
        for range in ranges {
          let text = String(decoding: value.text[range], as: UTF8.self).withoutMarks
          if analyzer.foldedLetters(of: text) == letters {
            found.wanted[text, default: 0] += 1
          } else {
            found.others[text, default: 0] += 1
          }
        }
      }
      if isRare, !found.wanted.isEmpty { break }
      if number >= 2, found.wanted.count == 1, found.wanted.values.allSatisfy({ $0 > number }) {
        break
      }
    }
    return found
  }

  private static func mostFrequent(_ texts: [String: Int]) -> String? {
    texts.max { one, other in
      one.value != other.value
        ? one.value < other.value : other.key.utf8.lexicographicallyPrecedes(one.key.utf8)
    }?.key
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
  var withoutArticle: String {
    hasPrefix("ال") && count > 3 ? String(dropFirst(2)) : self
  }
}
