import Fihrist

/// A class of queries, parsed: parsing is not part of what is measured.
struct ParsedClass: Sendable {
  /// The name of the class.
  var name: String
  /// In the order of the file.
  var queries: [Query]
}
