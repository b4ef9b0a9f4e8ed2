internal import FihristStoredDocuments
internal import FihristText

/// Reads the shingles of documents.
struct CopyTexts {
  private let snapshot: Snapshot
  /// The ordinals of the fields in the schema.
  private let fields: Set<Int>
  private var words = TextWords(.exact)

  /// - Throws: ``IndexError`` of kind `invalid` if no text is stored whose words are searched.
  init(_ snapshot: Snapshot) throws(IndexError) {
    self.snapshot = snapshot
    let schema = snapshot.manifest.schema
    fields = Set(schema.indexedFields.filter { schema.fields[$0].isStored })
    guard !fields.isEmpty else {
      throw IndexError.invalid(
        "the index", "it stores no text whose words are searched",
        advice: "index the texts again and store them")
    }
  }

  /// The shingles of the longest text of a document; titles differ where stories are the same.
  mutating func shingles(
    of document: UInt32, segment: Int
  ) throws(IndexError) -> ShingleSet {
    let stored = try snapshot.segments[segment].storedDocument(document)
    let longest = stored.fields.filter { fields.contains($0.field) }
      .max { $0.text.count < $1.text.count }
    words.read(longest?.text ?? [])
    return ShingleSet(words)
  }
}
