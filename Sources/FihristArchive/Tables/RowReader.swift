internal import FihristFormat
internal import FihristIndexing

/// Reads the rows of a table and adds them to a batch as documents.
struct RowReader {
  private let bytes: ByteView
  private let form: TableForm
  private let fileName: String
  private let members: [MemberTable.Member?]
  private var writer: DocumentWriter

  /// Starts to read rows of `bytes`, which came from the file called `fileName`.
  init(
    _ bytes: ByteView, _ form: TableForm, fileName: String, schema: Schema, mapping: RecordMapping
  ) {
    self.bytes = bytes
    self.form = form
    self.fileName = fileName
    writer = DocumentWriter(
      schema: schema, mapping: mapping, isUTF8: UTF8Check.isValid(bytes))
    members = form.columns.map { [writer] in writer.member($0) }
  }

  /// Reads the row `record`, and adds its document to `batch`.
  ///
  /// Rows may have fewer cells than there are columns; more of them only if they are empty.
  mutating func read(
    _ record: ScannedRecord, into batch: inout DocumentBatch
  ) -> RecordReader.Outcome {
    var cursor = RowCursor(bytes, record.range, delimiter: form.delimiter, rowEnd: form.rowEnd)
    var count = 0
    writer.begin()
    while true {
      let start = cursor.index
      let cell = cursor.next()
      if cell.turn == .open || cell.turn == .broken {
        return .lost(.malformed, fault(cell.turn, at: start - record.range.lowerBound + 1))
      }
      if count < members.count {
        add(cell, to: members[count])
      } else if !cell.range.isEmpty {
        return .lost(
          .malformed,
          "the row has \(count + 1) cells or more, and there are \(members.count) columns")
      }
      count += 1
      if cell.turn != .cell { break }
    }
    return writer.end(numbered: "\(fileName):\(record.number)", into: &batch)
  }

  private mutating func add(_ cell: RowCursor.Cell, to member: MemberTable.Member?) {
    guard let member, !cell.range.isEmpty else { return }
    writer.add(bytes, cell.range, to: member, undoubling: cell.hasDoubledQuotes)
  }

  private func fault(_ turn: RowCursor.Turn, at column: Int) -> String {
    turn == .open
      ? "column \(column): a quotation mark starts a cell, and none ends it"
      : "column \(column): a delimiter or a line end is missing after a quoted cell"
  }
}
