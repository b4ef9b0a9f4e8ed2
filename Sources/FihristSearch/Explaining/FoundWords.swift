internal import FihristFormat
internal import FihristStorage
internal import FihristStoredDocuments
internal import FihristText

/// The words of a document's stored texts, with their levels.
struct FoundWords {
  /// A word of a text.
  private struct Word {
    var field: String
    var text: String
    var levels: QueryWord
  }

  private let words: [Word]
  private let analyzer: Analyzer

  /// No more words of a document are looked at, and no more shown for a word of the query.
  private static let maximumCount = 100_000
  private static let maximumShown = 5

  /// Reads the stored texts of a document.
  ///
  /// - Throws: ``IndexError`` of kind `damaged`.
  init(
    of document: UInt32, in reader: SegmentReader, _ analyzer: Analyzer
  ) throws(IndexError) {
    self.analyzer = analyzer
    let schema = reader.schema
    var words: [Word] = []
    for value in try reader.storedDocument(document).fields
    where schema.indexedFields.contains(value.field) {
      let text = String(decoding: value.text, as: UTF8.self)
      let utf8 = Array(text.utf8)
      for word in analyzer.queryWords(in: text).prefix(Self.maximumCount - words.count) {
        let written = String(decoding: utf8[word.range], as: UTF8.self)
        words.append(Word(field: schema.fields[value.field].name, text: written, levels: word))
      }
    }
    self.words = words
  }

  /// Some different words that meet a part of a query at `level`.
  func words(of part: ScoredPart, at level: ScoredPart.Level) -> [ScoreExplanation.FoundWord] {
    let wanted = Set(level.terms.map(\.bytes))
    var found: [ScoreExplanation.FoundWord] = []
    for word in words where found.count < Self.maximumShown {
      let term =
        switch level.name {
        case "form": word.levels.form
        case "root": word.levels.root
        default: word.levels.term
        }
      guard let term, wanted.contains(Array(term.utf8)) else { continue }
      let isKnown = found.contains { $0.field == word.field && $0.word == word.text }
      if !isKnown { found.append(foundWord(word, level.name)) }
    }
    return found
  }

  private func foundWord(_ word: Word, _ level: String) -> ScoreExplanation.FoundWord {
    let analyzer =
      switch level {
      case "form": analyzer.forms ?? analyzer
      case "root": analyzer.roots ?? analyzer
      default: analyzer
      }
    let rules = analyzer.analysis(of: word.text).flatMap(\.rules)
    return .init(field: word.field, word: word.text, level: level, rules: rules)
  }
}
