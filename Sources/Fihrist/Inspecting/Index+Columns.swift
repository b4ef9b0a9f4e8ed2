extension Index {
  /// What the columns of the commit that is shown hold, in the order of the schema.
  ///
  /// - Throws: ``/FihristStorage/IndexError`` of kind `damaged`.
  /// - Complexity: O(values · log values): all columns are read. Memory: 16 bytes a document, and 4
  ///   bytes for each distinct string of each segment.
  public func columns() throws -> [ColumnInformation] {
    let snapshot = commit.snapshot
    let holders = snapshot.segments.enumerated().flatMap { index, segment in
      (0..<UInt32(segment.documentCount)).lazy
        .filter { segment.live?.isLive($0) ?? true }
        .map { KeyMerge.Holder(segment: index, document: $0) }
    }
    return try snapshot.manifest.schema.columnFields.map {
      try ColumnInformation($0, of: snapshot, holders)
    }
  }
}

extension ColumnInformation {
  /// Reads the column of `field`, an ordinal of the schema, for the documents at `holders`.
  fileprivate init(
    _ field: Int, of snapshot: Snapshot, _ holders: [KeyMerge.Holder]
  ) throws(IndexError) {
    let definition = snapshot.manifest.schema.fields[field]
    (self.field, type) = (definition.name, definition.type)
    byteCount = snapshot.segments.reduce(0) { $0 + UInt64($1.columns?.byteCount(field) ?? 0) }
    (distinctValues, missing) = (0, 0)
    var keywords: [KeywordColumn] = []
    var numbers: [NumberColumn] = []
    for segment in snapshot.segments {
      switch try segment.columns?.column(field) {
      case .keyword(let column): keywords.append(column)
      case .number(let column): numbers.append(column)
      case nil: break
      }
    }
    if type == .keyword {
      try count(keywords, holders)
    } else {
      try count(numbers, holders)
    }
  }

  private mutating func count(
    _ columns: [KeywordColumn], _ holders: [KeyMerge.Holder]
  ) throws(IndexError) {
    let merged = try MergedKeywords(columns, holders)
    distinctValues = merged.stringCount
    var (first, last): ([UInt8]?, [UInt8]) = (nil, [])
    unsafe try merged.forEachString { (string) throws(IndexError) in
      last = unsafe Array(string)
      first = first ?? last
    }
    least = first.map { .keyword(String(decoding: $0, as: UTF8.self)) }
    greatest = first.map { _ in .keyword(String(decoding: last, as: UTF8.self)) }
    var ordinals: [UInt32] = []
    for document in holders.indices {
      try merged.read(document, into: &ordinals)
      missing += ordinals.isEmpty ? 1 : 0
    }
  }

  private mutating func count(
    _ columns: [NumberColumn], _ holders: [KeyMerge.Holder]
  ) throws(IndexError) {
    var values: [Int64] = []
    for holder in holders {
      let value = try columns[holder.segment].value(of: Int(holder.document))
      if let value { values.append(value) }
    }
    missing = holders.count - values.count
    values.sort()
    distinctValues = zip(values, values.dropFirst()).reduce(values.isEmpty ? 0 : 1) {
      $0 + ($1.0 == $1.1 ? 0 : 1)
    }
    least = values.first.map { ColumnValue($0, type) }
    greatest = values.last.map { ColumnValue($0, type) }
  }
}
