import ArgumentParser
import Fihrist

/// Writes documents as they are stored.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write all documents, or those that a query finds.",
    discussion: """
      Documents of one commit, in the order of their keys, as lines of JSON, as CSV, as citations, \
      or as a test collection: their keys, stored fields and columns. Writers may go on \
      meanwhile. With a query, only documents that match it; --filter narrows it further.
      """)

  @OptionGroup var index: IndexOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Write only what this query matches too.", valueName: "query"))
  var filter: String?

  @Option(
    help: """
      Lines of JSON (jsonl); comma-separated values with a heading (csv), or the same without \
      formulas (spreadsheet); citations (ris, bibtex); documents of a test collection (trec).
      """)
  var format = ExportFormat.jsonl

  @Option(
    help: ArgumentHelp(
      "The fields to write, separated by commas. (default: all, but no long texts in citations)",
      valueName: "fields"))
  var fields: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many documents at most. (default: all)", valueName: "n"),
    transform: NumberOption.whole(1...NumberOption.hits.upperBound))
  var limit: Int?

  @Flag(help: "Show no progress.")
  var quiet = false

  @Argument(help: "The query; several arguments are joined with a space.")
  var query: [String] = []

  func run() throws {
    let opened = try Index(path: index.path)
    let names = try fieldNames(of: opened)
    let progress = ProgressLine(isQuiet: quiet)
    defer { progress.clear() }
    var output = TextOutput.standard
    let texts = opened.schema.fields.filter(\.isIndexed).map(\.name)
    let writer = ExportWriter(format: format, fields: names, texts: Set(texts))
    if let heading = writer.heading { try output.write(heading) }
    var written = 0
    func write(_ document: IndexedDocument) throws {
      try output.write(writer.text(of: document))
      written += 1
      progress.update("\(Quantity.count(written)) documents")
    }
    if query.isEmpty, filter == nil {
      var documents = opened.documents(fields: names).makeAsyncIterator()
      while written < limit ?? .max, let document = try documents.next() { try write(document) }
    } else {
      for key in try keys(in: opened).prefix(limit ?? .max) {
        if let document = try opened.document(key: key, fields: names) { try write(document) }
      }
    }
    try output.flush()
    progress.clear()
    if written == 0 {
      throw opened.nothing("nothing matches", advice: "try fewer or other words")
    }
  }

  /// The names that were asked for, or those of all fields whose values the index has.
  private func fieldNames(of index: Index) throws -> [String] {
    let fields = index.information.schema.fields
    let stored = fields.filter { $0.isStored || $0.hasColumn }.map(\.name)
    guard let fields = self.fields else {
      return format.isCitation ? index.schema.citedNames : stored
    }
    var names: [String] = []
    for name in fields.split(separator: ",").map(String.init) where !names.contains(name) {
      names.append(name)
    }
    if let unknown = names.first(where: { !stored.contains($0) }) {
      throw ToolError(
        "'\(unknown)' is not a field whose values are kept",
        advice: "use \(stored.joined(separator: ", "))")
    }
    return names
  }

  /// The keys of what matches, without related documents, in the order of their bytes.
  private func keys(in index: Index) throws -> [String] {
    let text = query.isEmpty ? "*" : query.joined(separator: " ")
    var request = SearchRequest(text, filter: filter, limit: NumberOption.hits.upperBound)
    request.fields = []
    let results = try index.search(request)
    for note in results.notes { TextOutput.report("note: \(note.text)") }
    return results.hits.filter { !$0.isRelated }.map(\.key).sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
  }
}
