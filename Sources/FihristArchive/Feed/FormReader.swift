internal import FihristFormat
internal import FihristIndexing

/// Reads records of any form.
struct FormReader {
  private let fileName: String
  // One of them is there. They are not cases of an enumeration, so that they change without a copy.
  private var json: RecordReader?
  private var rows: RowReader?
  private var marked: MarkedReader?
  private var crawl: WARCReader?
  private var mail: MailReader?

  /// Starts to read records of `bytes`, which came from the file called `fileName`.
  init(
    _ bytes: ByteView, _ form: ArchiveChunk.RecordForm, _ fileName: String, _ schema: Schema,
    _ mapping: RecordMapping
  ) {
    self.fileName = fileName
    switch form {
    case .json:
      let isUTF8 = UTF8Check.isValid(bytes)
      json = RecordReader(bytes, isUTF8: isUTF8, schema: schema, mapping: mapping)
    case .rows(let table):
      rows = RowReader(bytes, table, fileName: fileName, schema: schema, mapping: mapping)
    case .marked(let form):
      marked = MarkedReader(bytes, form, fileName: fileName, schema: schema, mapping: mapping)
    case .crawl:
      crawl = WARCReader(bytes, fileName: fileName, schema: schema, mapping: mapping)
    case .mail:
      mail = MailReader(bytes, fileName: fileName, schema: schema, mapping: mapping)
    }
  }

  /// Reads `record`, and adds its document to `batch`.
  mutating func read(
    _ record: ScannedRecord, into batch: inout DocumentBatch
  ) -> RecordReader.Outcome {
    if json != nil {
      let name = fileName
      return json?.read(record.range, numbered: "\(name):\(record.number)", into: &batch)
        ?? .blank
    }
    return rows?.read(record, into: &batch) ?? marked?.read(record, into: &batch)
      ?? crawl?.read(record, into: &batch) ?? mail?.read(record, into: &batch) ?? .blank
  }
}
