internal import CFihrist
internal import Fihrist
internal import FihristAnswers

/// Adds the rows of a stream to an index.
struct ArrowDocuments {
  /// A batch of documents is added when it has so many bytes of text.
  private static let batchBytes = 8 << 20

  /// The columns that feed a field, the preferred one first.
  private struct Feed {
    var field: Int
    var columns: [Int]
  }

  private let batches: ArrowBatches
  private let open: OpenWriter
  private let skips: Bool
  private let names: [String]
  private var key = 0
  private var feeds: [Feed] = []
  private var layouts: [Int: ArrowLayout] = [:]
  private var unused: [String] = []

  private var added = 0
  private var skipped: [JSON] = []

  /// Finds the columns.
  ///
  /// - Throws: ``CallError`` if a column for keys is missing, or one has a type that cannot be
  ///   indexed.
  init(_ batches: ArrowBatches, into open: OpenWriter, skips: Bool) throws {
    self.batches = batches
    self.open = open
    self.skips = skips
    names = batches.names
    guard let name = open.keyNames.first(where: names.contains),
      let column = names.firstIndex(of: name)
    else {
      throw CallError(
        "the table", "it has no column for keys (it has \(names.joined(separator: ", ")))",
        advice: "call one of them '\(open.keyNames[0])'")
    }
    key = column
    var used: Set<Int> = [column]
    used.formUnion(names.indices.filter { open.keyNames.contains(names[$0]) })
    for (number, field) in open.writer.schema.fields.enumerated() {
      let columns = open.members(of: field.name).compactMap { names.firstIndex(of: $0) }
      if !columns.isEmpty { feeds.append(Feed(field: number, columns: columns)) }
      used.formUnion(columns)
    }
    unused = names.indices.filter { !used.contains($0) }.map { names[$0] }
    for column in [key] + feeds.flatMap(\.columns) {
      layouts[column] = try batches.layout(of: column, names[column])
    }
  }

  /// Adds all rows.
  ///
  /// - Returns: How many were added, and what was left out.
  mutating func add() throws -> JSON {
    while let array = unsafe try batches.next() {
      unsafe try add(array)
    }
    return [
      "added": .integer(added), "unused": .array(unused.map { .string($0) }),
      "skipped": .array(skipped),
    ]
  }

  private mutating func add(_ array: ArrowArray) throws {
    var columns: [Int: ArrowColumn] = [:]
    for (number, layout) in layouts {
      guard let child = unsafe array.children?[number] else { continue }
      columns[number] = unsafe try ArrowColumn(child.pointee, layout)
    }
    let offset = unsafe Int(array.offset)
    var (batch, start) = (DocumentBatch(), 0)
    let rows = unsafe Int(array.length)
    for row in 0..<rows {
      try append(row + offset, of: columns, to: &batch)
      guard batch.byteCount >= Self.batchBytes || row == rows - 1 else { continue }
      try add(batch, start + offset..<row + 1 + offset, of: columns)
      batch.removeAll()
      start = row + 1
    }
  }

  private func append(
    _ row: Int, of columns: [Int: ArrowColumn], to batch: inout DocumentBatch
  ) throws {
    var isKeyed = false
    unsafe try columns[key]?.forEach(row: row) { text in
      if !isKeyed { unsafe batch.begin(key: text) }
      isKeyed = true
    }
    guard isKeyed else {
      if skips {
        batch.begin(key: "")
        return batch.end()
      }
      throw CallError(
        "row \(row) of a batch of the table", "it has no key",
        advice: "fill the column, or leave the row out")
    }
    for feed in feeds {
      for column in feed.columns {
        let count = unsafe try columns[column]?.forEach(row: row) { text in
          unsafe batch.append(field: feed.field, text)
        }
        if let count, count > 0 { break }
      }
    }
    batch.end()
  }

  /// Adds a batch; if it is refused and bad rows are left out, each half of it.
  private mutating func add(
    _ batch: DocumentBatch, _ rows: Range<Int>, of columns: [Int: ArrowColumn]
  ) throws {
    do {
      try open.writer.add(batch)
      added += batch.count
    } catch let error as IndexError where error.kind == .invalid && skips {
      guard rows.count > 1 else {
        skipped.append(Failure(error).json)
        return
      }
      let middle = rows.lowerBound + rows.count / 2
      for half in [rows.lowerBound..<middle, middle..<rows.upperBound] {
        var part = DocumentBatch()
        for row in half { try append(row, of: columns, to: &part) }
        try add(part, half, of: columns)
      }
    }
  }
}
