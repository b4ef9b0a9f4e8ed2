import ArgumentParser
import Fihrist
import FihristAnswers

/// Deletes documents.
struct DeleteCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete",
    abstract: "Delete documents by key or by query.",
    discussion: """
      The command does not ask for confirmation; 'fihrist search --count' shows what a query \
      matches. Later searches do not find the documents; a merge frees the space that they take. \
      Exit code 1 means that there was nothing to delete.
      """)

  @OptionGroup var index: IndexOptions

  @Option(
    name: .customLong("key"), parsing: .upToNextOption,
    help: ArgumentHelp("The keys of the documents.", valueName: "key"))
  var keys: [String] = []

  @Option(
    name: .customLong("keys"),
    help: ArgumentHelp(
      "A file with one key in each line, or - for standard input.", valueName: "file"),
    completion: .file())
  var keyFile: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Delete everything that this query matches.", valueName: "query"))
  var query: String?

  @Flag(help: "Print one JSON object.")
  var json = false

  func validate() throws {
    let ways = [!keys.isEmpty, keyFile != nil, query != nil]
    guard ways.count(where: { $0 }) == 1 else {
      throw ValidationError("one of --key, --keys and --query must say which documents")
    }
  }

  func run() async throws {
    let listed = try keyFile.map { try TextInput.lines(ofFile: $0).filter { !$0.isEmpty } }
    // A writer would make an index where there is none.
    _ = try Index(path: index.path)
    var options = IndexingOptions()
    options.mergesInBackground = false
    let writer = try IndexWriter(path: index.path, options: options)
    let before = await writer.documentCount
    if let query {
      try await writer.delete(matching: query)
    } else {
      for key in listed ?? keys { try await writer.delete(key: key) }
    }
    try await writer.close()
    let after = await writer.documentCount
    try await report(
      deleted: before - after, left: after, generation: Int(clamping: writer.generation))
  }

  private func report(deleted: Int, left: Int, generation: Int) throws {
    var output = TextOutput.standard
    if json {
      let object: JSON = [
        "deleted": .integer(deleted), "documents": .integer(left),
        "generation": .integer(generation),
      ]
      try output.line(object.text)
    } else if deleted > 0 {
      try output.line(
        "deleted \(Quantity.count(deleted, "document")); the index holds \(Quantity.count(left))")
    }
    try output.flush()
    guard deleted == 0 else { return }
    guard !json else { throw SilentExit(status: .nothingFound) }
    if let error = try onlyExclusions() { throw error }
    throw ToolError(
      query == nil ? "the index has none of these keys" : "nothing matches",
      advice: query == nil
        ? "see the keys with 'fihrist search'" : "try the query with 'fihrist search'",
      status: .nothingFound)
  }

  private func onlyExclusions() throws -> ToolError? {
    guard let query else { return nil }
    var request = SearchRequest(query)
    request.limit = 0
    return try Index(path: index.path).search(request).onlyExclusions
  }
}
