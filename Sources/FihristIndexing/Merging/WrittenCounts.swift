/// What a merge has written, to be compared with what is read back.
struct WrittenCounts: Hashable {
  /// Terms.
  var terms = 0
  /// Postings of all terms.
  var postings = 0
}
