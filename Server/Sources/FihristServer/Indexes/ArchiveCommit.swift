internal import Fihrist
internal import FihristArchive

/// One commit of an index that is served, and what requests need to know of its schema.
final class ArchiveCommit: Sendable {
  /// Without documents if ``broker`` has them.
  let index: Index
  /// What answers instead of ``index``; nil for an index on this machine.
  let broker: Broker?
  let documentCount: Int
  /// How many shards ``broker`` has.
  let shardCount: Int
  let generation: UInt64
  /// What names the contents of the commit: equal for equal segments.
  let fingerprint: String
  /// What cursors call the commit: as much of the fingerprint as tells apart the few that are open.
  var name: String { String(fingerprint.prefix(16)) }
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
  convenience init(_ index: Index) {
    let information = index.information
    // An index that is made anew begins with the same numbers, and its files may be as long.
    let segments = information.segments.map { segment in
      let checksums = segment.checksums.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
      return "\(segment.number) \(segment.liveDocuments) \(checksums.joined(separator: " "))"
    }
    self.init(
      index, documents: index.documentCount, generation: information.generation,
      contents: segments.joined(separator: ";"))
  }

  /// Takes a generation of a broker.
  ///
  /// - Throws: `IndexError` if the schema cannot be kept here.
  convenience init(_ broker: Broker, _ information: BrokerInformation) throws {
    self.init(
      try SchemaIndex.make(information.schema), broker: broker, shards: information.shards,
      documents: information.documents, generation: information.generation,
      contents: information.statistics)
  }

  private init(
    _ index: Index, broker: Broker? = nil, shards: Int = 0, documents: Int, generation: UInt64,
    contents: String
  ) {
    (self.index, self.broker, shardCount) = (index, broker, shards)
    (documentCount, self.generation) = (documents, generation)
    fingerprint = SHA256(Array("\(generation);\(contents)".utf8)).text
    let fields = index.schema.fields
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
