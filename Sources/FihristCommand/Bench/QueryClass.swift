/// Queries of one class, in the order of the file.
struct QueryClass: Hashable {
  /// A query and its line.
  struct Entry: Hashable {
    /// The query in the tool's own syntax.
    var text: String
    /// Counted from 1.
    var line: Int
  }

  /// What the file calls the class.
  var name: String
  /// At least one.
  var queries: [Entry]
}
