import Fihrist

extension SearchResults {
  /// The error of a query that says only what must not be there; nil for another.
  var onlyExclusions: ToolError? {
    notes.first { $0.code == .onlyExclusions }.map { note in
      ToolError(
        String(note.text.prefix { $0 != ";" }), advice: "write * before it to find everything else",
        status: .nothingFound)
    }
  }
}
