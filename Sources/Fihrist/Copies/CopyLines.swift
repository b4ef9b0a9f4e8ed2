/// Reads what is shown of the documents of a cluster.
struct CopyLines {
  private let snapshot: Snapshot
  private let fields: Set<String>
  /// The ordinal of the first date field with a column.
  private let date: Int?

  init(_ commit: OpenCommit, fields: [String]) {
    snapshot = commit.snapshot
    self.fields = Set(fields)
    let schema = commit.snapshot.manifest.schema
    date = schema.columnFields.first { schema.fields[$0].type == .date }
  }

  /// What is shown of a document.
  func line(of location: Snapshot.Location) throws(IndexError) -> CopyLine {
    let shown = try snapshot.document(
      location.document, of: snapshot.segments[location.segment], fields: fields)
    return CopyLine(key: shown.key, time: try time(of: location), fields: shown.fields)
  }

  private func time(of location: Snapshot.Location) throws(IndexError) -> Int64? {
    guard let date,
      case .number(let column)? = try snapshot.segments[location.segment].columns?.column(date)
    else { return nil }
    return try column.value(of: Int(location.document))
  }
}
