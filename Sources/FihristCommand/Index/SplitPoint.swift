import ArgumentParser

/// Where a text is cut into documents.
enum SplitPoint: String, ExpressibleByArgument, CaseIterable {
  /// At its headings.
  case heading
}
