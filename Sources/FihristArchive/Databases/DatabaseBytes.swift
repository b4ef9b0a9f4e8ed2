/// The rows of a table in a database as the bytes of a CSV file, so that they are read like any
/// other table. Every cell is in quotes.
final class DatabaseBytes: ByteSource {
  let path: InputPath
  private let rows: any DatabaseRows
  private var row: [UInt8] = []
  private var index = 0
  /// Why no more rows can be read; those before come first.
  private var failure: ArchiveError?

  /// The bytes of `rows`, which come from the database at `path`.
  init(_ rows: any DatabaseRows, path: InputPath) {
    self.rows = rows
    self.path = path
  }

  var byteCount: Int? { nil }

  func read(into target: UnsafeMutableRawBufferPointer) throws(ArchiveError) -> Int {
    if index == row.count, try !fill() { return 0 }
    let count = min(row.count - index, target.count)
    unsafe target.copyBytes(from: row[index..<index + count])
    index += count
    return count
  }

  /// Writes the next rows, some thousands of bytes at least; false at the end.
  private func fill() throws(ArchiveError) -> Bool {
    row.removeAll(keepingCapacity: true)
    index = 0
    if let failure { throw failure }
    do throws(ArchiveError) {
      while row.count < 1 << 16, try rows.next() { appendRow() }
    } catch {
      if row.isEmpty { throw error }
      failure = error
    }
    return !row.isEmpty
  }

  private func appendRow() {
    for column in rows.columns.indices {
      if column > 0 { row.append(UInt8(ascii: ",")) }
      append(rows.text(of: column))
    }
    row.append(UInt8(ascii: "\n"))
  }

  private func append(_ text: [UInt8]) {
    let quote = UInt8(ascii: "\"")
    row.append(quote)
    if text.contains(quote) {
      for byte in text {
        if byte == quote { row.append(quote) }
        row.append(byte)
      }
    } else {
      row += text
    }
    row.append(quote)
  }

  func seek(to offset: Int) -> Bool { false }
}
