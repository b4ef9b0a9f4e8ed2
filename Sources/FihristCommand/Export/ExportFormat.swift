import ArgumentParser

/// How documents are written.
enum ExportFormat: String, CaseIterable, ExpressibleByArgument {
  /// An object on each line.
  case jsonl
  /// Comma-separated values with a heading, as RFC 4180 has them.
  case csv
  /// Records of RIS, for reference managers.
  case ris
  /// Entries of BibTeX.
  case bibtex

  /// Whether it cites articles, with all fields but long texts.
  var isCitation: Bool { self == .ris || self == .bibtex }
}
