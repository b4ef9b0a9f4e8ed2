internal import Fihrist
internal import FihristArchive

/// One commit of an index that is served, and what requests need to know of its schema.
final class ArchiveCommit: Sendable {
  let index: Index
  let generation: UInt64
  /// What names the contents of the commit: equal for equal segments.
  let fingerprint: String
  /// Keyword fields with a column, in the order of the schema.
  let keywordFields: [String]
  /// All fields with a column, in that order.
  let columnFields: [String]
  /// The stored fields.
  let storedFields: [String]
  /// The stored text fields whose words are searched, but for the title.
  let bodyFields: [String]
  /// Whether titles are stored and searched, so that words in them can be marked.
  let hasTitle: Bool
  /// The first date field with a column.
  let dateField: String?

  /// Takes the commit that `index` shows; the index is not refreshed any more.
  init(_ index: Index) {
    self.index = index
    let information = index.information
    generation = information.generation
    let segments = information.segments.map { "\($0.number) \($0.liveDocuments) \($0.byteCount)" }
    fingerprint =
      SHA256(
        Array("\(information.generation);\(segments.joined(separator: ";"))".utf8)
      ).text
    let fields = information.schema.fields
    keywordFields = fields.filter { $0.type == .keyword && $0.hasColumn }.map(\.name)
    columnFields = fields.filter(\.hasColumn).map(\.name)
    storedFields = fields.filter(\.isStored).map(\.name)
    hasTitle = fields.contains { $0.name == "title" && $0.isText && $0.isStored }
    bodyFields = fields.filter {
      $0.isText && $0.isStored && $0.indexing != nil && $0.name != "title"
    }.map(\.name)
    dateField = fields.first { $0.type == .date && $0.hasColumn }?.name
  }

  /// The fields among `names` that are stored.
  func stored(_ names: [String]) -> [String] { names.filter(storedFields.contains) }
}
