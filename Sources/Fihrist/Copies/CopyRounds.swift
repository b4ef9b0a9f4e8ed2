/// What several indexes answer together about copies, round by round.
///
///     var folding = FoldedSearch(request)
///     while var question = folding.question {
///       question.search?.statistics = statistics
///       try folding.take(indexes.map { try $0.answer(to: question) })
///     }
///     let results = folding.results
///
/// Texts stay where they are: at first signatures of 32 bytes are compared, and only those that are
/// much alike are followed by their shingles. So there are two or three rounds for most pages, and
/// one more where there are copies.
public protocol CopyRounds: Sendable {
  /// What all indexes are asked next; `nil` at the end. Whoever asks sets the statistics of its
  /// search, or of the documents that are like another, to the sums of all indexes.
  var question: CopyQuestion? { get }

  /// Takes the answers of the indexes to ``question``. What is asked of an index that does not
  /// answer is left out.
  mutating func take(_ answers: [CopyAnswer])

  /// Looks for no more copies, and comes to the end in the next round or at once.
  mutating func stop(_ reason: StopReason)
}
