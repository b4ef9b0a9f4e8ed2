/// At which level words of a text are compared with those of a query, to be marked.
package enum SnippetLevel: Sendable {
  /// By the terms that match.
  case words
  /// By roots: for hits that have only related words.
  case roots
}
