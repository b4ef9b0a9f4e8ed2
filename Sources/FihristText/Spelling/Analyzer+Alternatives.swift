extension Analyzer {
  /// No words have more alternatives.
  package static let maximumAlternativeCount = LoanSpellings.maximumCount

  /// What else texts write for `words`, to be searched as well at a lower weight: other names of
  /// months, other spellings of foreign names and words, and names of two words as one or of one as
  /// two. Empty for nearly all words.
  ///
  /// Each is a text to be analyzed like the query itself. Names of months that mean other things
  /// too count only beside other words, in a phrase.
  ///
  /// - Parameters:
  ///   - words: Words of a query that belong together: one, or those of a phrase.
  ///   - bytes: The text in which ``queryWords(in:)`` found them.
  /// - Complexity: O(words), where they have no alternatives.
  package func alternatives(to words: ArraySlice<QueryWord>, in bytes: [UInt8]) -> [String] {
    guard chain == .arabic, let first = words.first, let last = words.last else { return [] }
    let whole = first.range.lowerBound..<last.range.upperBound
    guard whole.count <= Self.maximumByteCount else { return [] }
    let (pieces, months) = pieces(of: words, in: bytes)
    if let month = months.first, months.allSatisfy({ $0.row == month.row }),
      months.contains(where: { $0.column != month.column })
    {
      // كانون الثاني/يناير: either name.
      return MonthSpellings.names(ofRow: month.row, isAlone: true)
    }
    return Self.texts(of: pieces, in: bytes, whole)
  }

  /// Whether a word of the form `form` may be the first of two that are one name.
  package static func startsName(_ form: String) -> Bool {
    MonthSpellings.startsPair(form) || JoinedNames.startsPair(form)
  }

  /// Longer phrases are looked for as they are written.
  private static let maximumByteCount = 1_024

  /// Words that may be written otherwise.
  private struct Piece {
    var range: Range<Int>
    var spellings: [String]
  }

  /// The parts of `words` that may be written otherwise, and the months of all words if they name
  /// nothing but months.
  private func pieces(
    of words: ArraySlice<QueryWord>, in bytes: [UInt8]
  ) -> ([Piece], months: [MonthSpellings.Found]) {
    var (pieces, months): ([Piece], [MonthSpellings.Found]) = ([], [])
    var index = words.startIndex
    var areMonths = true
    while index < words.endIndex {
      let range = words[index].range
      if let month = MonthSpellings.month(at: index, of: words, in: bytes) {
        let isAlone = month.wordCount == words.count
        index += month.wordCount
        months.append(month)
        guard !isAlone || !month.isAmbiguous else { continue }
        pieces.append(
          Piece(
            range: range.lowerBound..<words[index - 1].range.upperBound,
            spellings: MonthSpellings.names(
              ofRow: month.row, except: month.column, isAlone: isAlone)))
        continue
      }
      areMonths = false
      if let name = nameOfTwo(at: index, of: words, in: bytes) {
        pieces.append(name)
        index += 2
        continue
      }
      let spellings = spellings(of: words[index], in: bytes)
      if !spellings.isEmpty { pieces.append(Piece(range: range, spellings: spellings)) }
      // Several terms may be of one word.
      repeat { index += 1 } while index < words.endIndex && words[index].range == range
    }
    return (pieces, areMonths ? months : [])
  }

  /// How a name of one word is written otherwise; empty for nearly all words.
  private func spellings(of word: QueryWord, in bytes: [UInt8]) -> [String] {
    if LoanSpellings.mayOccur(in: bytes[word.range]) {
      return LoanSpellings.alternatives(to: String(decoding: bytes[word.range], as: UTF8.self))
    }
    guard let form = word.form else { return [] }
    let joined = JoinedNames.split(form).map { [$0] } ?? []
    let others = foreignSpellings(of: word, in: bytes)
    return others.isEmpty ? joined : others + joined + others.compactMap(JoinedNames.split)
  }

  /// How a name of another language is spelled otherwise, with what is written before it, without
  /// that, or with the article: the first of these whose stem is the name's. The spelling that was
  /// typed is one of them where the word was not understood as the name, as where its first letter
  /// was taken for a preposition.
  private func foreignSpellings(of word: QueryWord, in bytes: [UInt8]) -> [String] {
    guard let form = word.form, ForeignSpellings.find(in: form) != nil,
      let found = ForeignSpellings.find(
        in: foldedLetters(of: String(decoding: bytes[word.range], as: UTF8.self)))
    else { return [] }
    let isUnderstood = Self.keeps(found.written, in: word.term)
    return found.names.compactMap { name in
      if isUnderstood, name == found.written { return nil }
      return [found.before, "", "ال"].map { $0 + name + found.rest }.first { text in
        Self.keeps(name, in: queryWords(in: text).first?.term)
      }
    }
  }

  /// Whether a stem is one of the name alone: it has its first four letters, or the five behind the
  /// first. Shorter stems are of other words too: يتم of فيتمين, جال of جالون.
  private static func keeps(_ name: String, in stem: String?) -> Bool {
    guard let stem = stem?.unicodeScalars else { return false }
    let letters = name.unicodeScalars
    return stem.starts(with: letters.prefix(4))
      || stem.count >= 5 && stem.starts(with: letters.dropFirst().prefix(5))
  }

  /// The two words from `index` on, if they are a name that others write as one.
  private func nameOfTwo(
    at index: Int, of words: ArraySlice<QueryWord>, in bytes: [UInt8]
  ) -> Piece? {
    guard let form = words[index].form, JoinedNames.startsPair(form), index + 1 < words.endIndex
    else { return nil }
    let (first, second) = (words[index].range, words[index + 1].range)
    let texts = [first, second].map {
      foldedLetters(of: String(decoding: bytes[$0], as: UTF8.self))
    }
    guard JoinedNames.isPair(texts[0], texts[1]) else { return nil }
    let joined = texts[0] + texts[1]
    let others = ForeignSpellings.find(in: joined).map { found in
      found.names.filter { $0 != found.written }.map { found.before + $0 + found.rest }
    }
    return Piece(
      range: first.lowerBound..<second.upperBound,
      spellings: [joined] + (others ?? []) + (others ?? []).compactMap(JoinedNames.split))
  }

  /// The text in `whole` with each piece as it is or in one of its other spellings, but not with
  /// all as they are.
  private static func texts(
    of pieces: [Piece], in bytes: [UInt8], _ whole: Range<Int>
  ) -> [String] {
    guard !pieces.isEmpty else { return [] }
    var texts = [""]
    var end = whole.lowerBound
    for piece in pieces {
      let before = String(decoding: bytes[end..<piece.range.lowerBound], as: UTF8.self)
      let written = String(decoding: bytes[piece.range], as: UTF8.self)
      texts = texts.flatMap { text in
        ([written] + piece.spellings).map { text + before + $0 }
      }
      texts = Array(texts.prefix(maximumAlternativeCount + 1))
      end = piece.range.upperBound
    }
    let rest = String(decoding: bytes[end..<whole.upperBound], as: UTF8.self)
    return texts.dropFirst().map { $0 + rest }
  }
}
