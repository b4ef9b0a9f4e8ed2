internal import FihristStoredDocuments

extension Index {
  /// All documents of the commit that is shown, in the byte order of their keys.
  ///
  /// - Parameter fields: The names of the fields to read; `nil` for all. Names that the schema does
  ///   not have are ignored.
  public func documents(fields: [String]? = nil) -> CommittedDocuments {
    CommittedDocuments(snapshot: commit.snapshot, fields: fields.map { Set($0) })
  }

  /// The document of `key`, or nil if the commit that is shown has none.
  ///
  /// - Parameters:
  ///   - key: What identifies the document.
  ///   - fields: The names of the fields to read; `nil` for all. Names that the schema does not
  ///     have are ignored.
  /// - Throws: ``/FihristStorage/IndexError`` of kind `damaged`.
  /// - Complexity: O(segments · log documents).
  public func document(key: String, fields: [String]? = nil) throws -> IndexedDocument? {
    let snapshot = commit.snapshot
    let bytes = [UInt8](key.utf8)
    for segment in snapshot.segments {
      guard let document = try segment.document(withKey: bytes),
        segment.live?.isLive(document) ?? true
      else { continue }
      return try snapshot.document(document, of: segment, fields: fields.map { Set($0) })
    }
    return nil
  }
}

extension Snapshot {
  /// A document with its stored fields and columns, or those of them that `fields` names.
  func document(
    _ document: UInt32, of segment: SegmentReader, fields names: Set<String>?
  ) throws(IndexError) -> IndexedDocument {
    let key = String(decoding: try segment.key(of: document), as: UTF8.self)
    if names?.isEmpty == true { return IndexedDocument(key: key, fields: []) }
    let schema = manifest.schema
    let fields = try segment.storedDocument(document).fields.compactMap { value -> StoredField? in
      guard schema.fields.indices.contains(value.field) else { return nil }
      let name = schema.fields[value.field].name
      guard names?.contains(name) ?? true else { return nil }
      return StoredField(name: name, text: String(decoding: value.text, as: UTF8.self))
    }
    return IndexedDocument(
      key: key, fields: fields, columns: try columns(of: document, in: segment, names))
  }

  private func columns(
    of document: UInt32, in segment: SegmentReader, _ names: Set<String>?
  ) throws(IndexError) -> [ColumnValues] {
    guard let columns = segment.columns else { return [] }
    let schema = manifest.schema
    var found: [ColumnValues] = []
    for field in schema.columnFields where names?.contains(schema.fields[field].name) ?? true {
      let values = try columns.values(of: Int(document), in: field)
      guard !values.isEmpty else { continue }
      found.append(ColumnValues(name: schema.fields[field].name, values: values))
    }
    return found
  }
}
