/// Where a group occurs in a text: the first and the last of the matches that it takes.
struct SnippetGroupMatch: Hashable {
  var first: Int
  var last: Int
  /// The group's number in ``SnippetTargets/values``.
  var target: Int
}
