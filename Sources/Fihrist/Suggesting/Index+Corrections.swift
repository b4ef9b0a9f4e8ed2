internal import FihristText

extension Index {
  /// With more hits than this a query was understood.
  private static let fewHits = 5
  /// No more corrections are offered.
  private static let maximumCorrectionCount = 3

  /// Other queries that a person may have meant by `text`, and that find more.
  ///
  ///     try index.corrections(of: "أسعار النفظ")   // أسعار النفط
  ///
  /// Words that hardly any document has are compared with those of the archive, by edits over the
  /// letters that Arabic typists confuse. Only if the query finds few documents, it is also read as
  /// typed with the wrong keyboard, and as Arabic in Latin letters.
  ///
  /// - Parameters:
  ///   - text: A text in the query language.
  ///   - filter: What documents must match as well.
  /// - Returns: The most probable first, at most three; empty for a query without plain words.
  /// - Throws: ``/FihristStorage/IndexError`` of kind `damaged`.
  /// - Complexity: A look-up for each word; for each rare word some thousand terms are looked at,
  ///   and each correction is searched.
  public func corrections(of text: String, filter: String? = nil) throws -> [Correction] {
    let commit = commit
    let own = try commit.total(of: text, filter)
    var found: [Correction] = []
    func add(_ query: String, _ reason: Correction.Reason) throws {
      guard found.count < Self.maximumCorrectionCount, query != text,
        !found.contains(where: { $0.query == query })
      else { return }
      let total = try commit.total(of: query, filter)
      if total > own { found.append(Correction(query: query, reason: reason, total: total)) }
    }
    if own <= Self.fewHits {
      if let query = try commit.keyboardReading(of: text) { try add(query, .keyboard) }
      if let query = try commit.arabiziReading(of: text) { try add(query, .arabizi) }
    }
    let replacements = try commit.replacements(in: text)
    try add(text.replacing(replacements), .spelling)
    if found.isEmpty {
      for replacement in replacements { try add(text.replacing([replacement]), .spelling) }
    }
    return found
  }
}
