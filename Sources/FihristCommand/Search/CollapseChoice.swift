import ArgumentParser

/// What is folded under a hit.
enum CollapseChoice: String, CaseIterable, ExpressibleByArgument {
  /// Hits with much the same text.
  case copies
}
