/// Puts the documents of a cluster in order, with what is shown of them.
struct CopyLines {
  private let snapshot: Snapshot
  private let fields: Set<String>
  /// The ordinal of the first date field with a column.
  private let date: Int?
  private var texts: CopyTexts

  /// - Parameter texts: What was read already.
  init(_ commit: OpenCommit, fields: [String], texts: CopyTexts) throws(IndexError) {
    snapshot = commit.snapshot
    self.fields = Set(fields)
    let schema = commit.snapshot.manifest.schema
    date = schema.columnFields.first { schema.fields[$0].type == .date }
    self.texts = texts
  }

  private struct Dated {
    var location: Snapshot.Location
    var key: [UInt8]
    /// Its date; the greatest number without one.
    var time: Int64
  }

  /// The cluster of some documents.
  mutating func cluster(of locations: [Snapshot.Location]) throws(IndexError) -> CopyCluster {
    var dated: [Dated] = []
    for location in locations {
      let segment = snapshot.segments[location.segment]
      dated.append(
        Dated(
          location: location, key: try segment.key(of: location.document),
          time: try time(of: location) ?? .max))
    }
    dated.sort {
      $0.time != $1.time ? $0.time < $1.time : $0.key.lexicographicallyPrecedes($1.key)
    }
    var documents: [CopyCluster.Document] = []
    var first: ShingleSet?
    for one in dated {
      let set = try texts.shingles(of: one.location)
      let shown = try snapshot.document(
        one.location.document, of: snapshot.segments[one.location.segment], fields: fields)
      documents.append(
        CopyCluster.Document(
          key: shown.key, overlap: first.map { $0.overlap(with: set) } ?? 1,
          fields: shown.fields))
      first = first ?? set
    }
    return CopyCluster(documents: documents)
  }

  private func time(of location: Snapshot.Location) throws(IndexError) -> Int64? {
    guard let date,
      case .number(let column)? = try snapshot.segments[location.segment].columns?.column(date)
    else { return nil }
    return try column.value(of: Int(location.document))
  }
}
