/// The terms around a word of a query.
struct WordContext {
  /// That of the word before it; `nil` if there is none.
  var previous: String?
  /// That of the word behind it; `nil` if there is none.
  var next: String?
  /// Those of all other words that queries look for.
  var others: [String]
}
