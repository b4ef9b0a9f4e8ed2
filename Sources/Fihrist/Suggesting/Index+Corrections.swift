internal import FihristText

extension Index {
  /// With more hits than this a query was understood.
  private static let fewHits = 5
  /// Longer texts are pasted, and not typed.
  private static let maximumLength = 200
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
  ///   - total: How many documents are known to match both at least. What only queries with few
  ///     hits are offered is not looked for then.
  ///   - timeLimit: How long it may take, above 0; what was found until then is offered.
  /// - Returns: The most probable first, at most three; empty for a query without plain words, or
  ///   of more than 200 characters.
  /// - Throws: ``/FihristStorage/IndexError`` of kind `damaged`.
  /// - Complexity: A look-up for each word; for each rare word some thousand terms are looked at,
  ///   and each correction is searched.
  public func corrections(
    of text: String, filter: String? = nil, findingAtLeast total: Int = 0,
    timeLimit: Duration? = nil
  ) throws -> [Correction] {
    guard text.unicodeScalars.count <= Self.maximumLength else { return [] }
    let start = ContinuousClock.now
    let deadline = SearchDeadline(
      limit: timeLimit, elapsed: { start.duration(to: .now) },
      isCancelled: { Task.isCancelled })
    let commit = commit
    // Look-ups, which nearly always end it: counting what matches takes longer.
    let replacements = try commit.replacements(in: text, until: deadline)
    let mayBeFew = total <= Self.fewHits
    let keyboardReading = mayBeFew ? try commit.keyboardReading(of: text) : nil
    guard
      !replacements.isEmpty || keyboardReading != nil || mayBeFew && commit.mayBeArabizi(text),
      let own = try commit.total(of: text, filter, until: deadline)
    else { return [] }
    var found: [Correction] = []
    func add(_ query: String, _ reason: Correction.Reason) throws {
      guard found.count < Self.maximumCorrectionCount, query != text,
        !found.contains(where: { $0.query == query })
      else { return }
      guard let total = try commit.total(of: query, filter, until: deadline) else { return }
      if total > own { found.append(Correction(query: query, reason: reason, total: total)) }
    }
    if own <= Self.fewHits {
      if let keyboardReading { try add(keyboardReading, .keyboard) }
      if let query = try commit.arabiziReading(of: text) { try add(query, .arabizi) }
    }
    try add(text.replacing(replacements), .spelling)
    if found.isEmpty {
      for replacement in replacements { try add(text.replacing([replacement]), .spelling) }
    }
    return found
  }
}
