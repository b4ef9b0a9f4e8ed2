import Fihrist

/// What is measured: one ranked query, without stored text. One value serves one thread at a time.
protocol MeasuredRanking: Sendable {
  /// Ranks `query`, and counts its matches if asked.
  func rank(_ query: Query, counting: Bool) throws
}
