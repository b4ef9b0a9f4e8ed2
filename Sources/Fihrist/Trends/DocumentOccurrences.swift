internal import FihristStoredDocuments

/// Counts how often a query occurs in documents of a segment: by lists of positions where these
/// have what it asks for, otherwise in the stored texts.
struct DocumentOccurrences {
  private var counter: OccurrenceCounter?
  private var fields: FieldFinders?
  private let segment: SegmentReader

  /// - Throws: ``IndexError``: `invalid` if texts are needed and not stored; `damaged`.
  init(_ query: Query, in segment: SegmentReader, _ commit: OpenCommit) throws(IndexError) {
    self.segment = segment
    counter = try OccurrenceCounter(query, in: segment)
    fields =
      counter == nil
      ? try FieldFinders(query, in: nil, commit.snapshot.manifest.schema, commit.analyzer) : nil
  }

  /// How often the query occurs in `document`, which is not below that of the last call.
  mutating func count(in document: UInt32) throws(IndexError) -> Int {
    if let count = try counter?.count(in: document) { return count }
    var count = 0
    for value in try segment.storedDocument(document).fields {
      count += fields?.finders[value.field]?.occurrences(in: value.text).count ?? 0
    }
    return count
  }
}
