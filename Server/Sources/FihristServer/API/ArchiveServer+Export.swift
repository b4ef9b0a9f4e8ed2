internal import Fihrist
internal import HTTPTypes

extension ArchiveServer {
  /// All documents that match, in pieces, of one commit whatever is committed meanwhile.
  func export(_ exchange: Exchange, _ archive: ServedArchive) async throws -> Answer {
    let commit = try archive.current
    let parameters = try read(exchange, call.export, fields: commit.columnFields)
    let format = parameters["format"].flatMap(ExportFormat.init) ?? .jsonl
    let kept = commit.index.schema.fields.filter { $0.isStored || $0.hasColumn }
    var fields = kept.map(\.name)
    if format == .ris || format == .bibtex {
      fields = kept.filter { !$0.isText || $0.name == "title" }.map(\.name)
    }
    if let wanted = parameters.names("fields") {
      if let unknown = wanted.first(where: { !fields.contains($0) }) {
        throw Problem(
          .badParameter,
          "\"\(unknown)\" is not a field whose values are kept; use "
            + fields.listed(),
          parameter: "fields")
      }
      fields = wanted
    }
    let condition = try QueryCondition(parameters, in: commit, limits: configuration.limits)
    var source = Export.Source.all(documentPages(commit, fields: fields))
    if parameters["q"] != nil || condition.query != nil {
      var search = SearchRequest("")
      search.query = try query(parameters, in: commit)
      search.filter = condition.query.map { .query($0) }
      source = .found(FoundDocuments(commit, search, fields: fields, on: exportThreads))
    }
    let walk = Export(
      source, format: format, fields: fields,
      texts: Set(commit.index.schema.fields.filter(\.isIndexed).map(\.name)),
      isRaw: parameters.flag("raw"))
    var answer = Answer(format.kind, "")
    answer.body = try await .begun { try await walk.next() }
    answer.generation = commit.generation
    answer.cacheControl = "no-store"
    answer.save(as: archive.name, format)
    return answer
  }
}
