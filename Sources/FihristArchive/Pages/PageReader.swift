internal import FihristFormat
internal import FihristIndexing

/// Adds the articles of pages to a batch as documents.
struct PageReader {
  private var writer: PartWriter
  private let splits: Bool

  /// Finds out which fields of `schema` take which parts.
  init(schema: Schema, mapping: RecordMapping) {
    writer = PartWriter(schema: schema, mapping: mapping)
    splits = mapping.splitsAtHeadings
  }

  /// Reads the page at `range` and adds its article to `batch` under `key`.
  mutating func read(
    _ bytes: ByteView, _ range: Range<Int>, key: String, into batch: inout DocumentBatch
  ) -> RecordReader.Outcome {
    if splits { return writer.addSections(ofPage: bytes, range, key: key, to: &batch) }
    writer.begin()
    writer.add(page: bytes, range)
    return writer.end(unless: key, into: &batch)
  }
}
