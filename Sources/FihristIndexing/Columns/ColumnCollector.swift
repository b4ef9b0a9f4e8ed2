import FihristFormat
import FihristStorage

/// The columns of a segment under construction.
struct ColumnCollector {
  /// What one field collects.
  private enum Values {
    case keywords(CollectedKeywords)
    case numbers(CollectedNumbers)
  }

  /// In the order of the schema.
  private let columns: [(field: Int, values: Values)]

  /// Makes a collector of no documents.
  init(_ schema: Schema) {
    columns = schema.columnFields.map { index in
      let field = schema.fields[index]
      return (
        index,
        field.type == .keyword ? .keywords(CollectedKeywords()) : .numbers(CollectedNumbers(field))
      )
    }
  }

  /// The bytes of memory it holds, and those that writing it takes besides.
  var memoryUsed: Int {
    columns.reduce(0) { sum, column in
      switch column.values {
      case .keywords(let values): sum + values.memoryUsed
      case .numbers(let values): sum + values.memoryUsed
      }
    }
  }

  /// Whether a document of `byteCount` bytes still fits.
  func hasSpace(for byteCount: Int) -> Bool {
    columns.allSatisfy { column in
      switch column.values {
      case .keywords(let values): values.hasSpace(for: byteCount)
      case .numbers: true
      }
    }
  }

  /// Adds the next document.
  ///
  /// - Parameter values: Its values in ascending order of fields; their texts lie in `bytes`,
  ///   behind which 16 more can be read.
  func add(
    _ values: ArraySlice<DocumentBatch.Value>, _ bytes: UnsafeBufferPointer<UInt8>
  ) {
    var next = values.startIndex
    for column in columns {
      while next < values.endIndex, values[next].field <= column.field {
        defer { next += 1 }
        guard values[next].field == column.field else { continue }
        let text = unsafe UnsafeBufferPointer(rebasing: bytes[values[next].text])
        switch column.values {
        case .keywords(let values): unsafe values.append(text)
        case .numbers(let values): unsafe values.append(text)
        }
      }
      switch column.values {
      case .keywords(let values): values.endDocument()
      case .numbers(let values): values.endDocument()
      }
    }
  }

  /// Writes the columns of the documents `order`.
  func write(
    _ order: borrowing GrowingBuffer<UInt32>, to writer: inout SegmentWriter
  ) throws(IndexError) {
    for column in columns {
      switch column.values {
      case .keywords(let values): try writer.appendColumn(values.source(order))
      case .numbers(let values): try writer.appendColumn(values.source(order))
      }
    }
  }
}
