import ArgumentParser

/// When words are bold.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
  /// On a terminal, unless `NO_COLOR` forbids it.
  case auto
  /// Everywhere.
  case always
  /// Nowhere.
  case never
}
