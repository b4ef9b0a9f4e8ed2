/// A part of a book that has a heading of its own.
struct TextSection: Hashable {
  /// Its headings, a line each; empty for what comes before the first.
  var heading: [UInt8]

  /// Its text.
  var body: [UInt8]
}
