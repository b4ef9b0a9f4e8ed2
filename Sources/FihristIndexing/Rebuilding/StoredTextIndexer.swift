package import FihristFormat
package import FihristStorage
package import FihristStoredDocuments

/// Makes segments from the stored texts of documents, and from the columns of fields that are not
/// stored. The result is what indexing their source again would give, as long as every indexed
/// field is stored.
package struct StoredTextIndexer: ~Copyable {
  private let schema: Schema
  private var batch = DocumentBatch()
  private var filler: SegmentFiller
  private var sequence: UInt64 = 0

  /// The segments that were written; they belong to no commit yet.
  package private(set) var segments: [SegmentInfo] = []

  /// Makes an indexer of documents of `schema`.
  ///
  /// - Parameter memory: Bytes that a segment under construction may take.
  /// - Throws: `IndexError` of kind `invalid` if a field is indexed and not stored, or its analyzer
  ///   is unknown.
  package init(schema: Schema, memory: Int) throws(IndexError) {
    if let field = schema.unstoredField {
      throw IndexError.invalid(
        "schema", "the field \"\(field)\" is indexed and not stored, so its text is in no index",
        advice: "index the documents again from their source")
    }
    _ = try schema.makeAnalyzers()
    self.schema = schema
    filler = SegmentFiller(schema: schema, memory: memory)
  }

  /// Takes the document of `key`. Of equal keys in one segment, the last counts.
  ///
  /// - Parameters:
  ///   - id: The ID of the document in its segment.
  ///   - columns: What the segment has that is not stored.
  ///   - commit: Hands out the numbers of new segments.
  /// - Throws: `IndexError`: `damaged` for a document that no writer would have taken, or
  ///   `storage`.
  package mutating func add(
    key: [UInt8], _ document: StoredDocument, id: UInt32, _ columns: UnstoredColumns,
    to commit: inout CommitReplacement
  ) throws(IndexError) {
    fillBatch(key, document, try columns.texts(of: id))
    if let problem = batch.limitProblem(of: 0) {
      throw IndexError.damaged(commit.directory.path, "a document \(problem.message)")
    }
    let full = try filler.add(0, of: batch, sequence: sequence)
    sequence += 1
    try write(full, to: &commit)
  }

  /// Writes the segment under construction, if there is one.
  package mutating func flush(to commit: inout CommitReplacement) throws(IndexError) {
    try write(filler.take(), to: &commit)
  }

  private mutating func write(
    _ full: consuming SegmentBuilder?, to commit: inout CommitReplacement
  ) throws(IndexError) {
    guard let full, !full.isEmpty else { return }
    let built = try full.write(
      to: commit.directory, number: commit.nextNumber(), parameters: commit.manifest.parameters)
    segments.append(built.info)
  }

  private mutating func fillBatch(
    _ key: [UInt8], _ document: StoredDocument, _ others: [(field: Int, text: [UInt8])]
  ) {
    batch.removeAll()
    unsafe key.withUnsafeBufferPointer { unsafe batch.begin(key: $0) }
    for value in document.fields {
      unsafe value.text.withUnsafeBufferPointer { unsafe batch.append(field: value.field, $0) }
    }
    for value in others {
      unsafe value.text.withUnsafeBufferPointer { unsafe batch.append(field: value.field, $0) }
    }
    batch.end()
  }
}
