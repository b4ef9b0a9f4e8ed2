internal import FihristCalendar
import FihristFormat
import FihristStorage

/// The values of an integer, decimal, date or boolean field in the documents of a segment under
/// construction, in the order of arrival.
final class CollectedNumbers {
  private let field: Field
  private var numbers = GrowingBuffer<Int64>()
  private var isPresent = GrowingBuffer<UInt8>()
  /// The value of the document that is being added.
  private var next: Int64?

  init(_ field: Field) { self.field = field }

  /// The bytes of memory it holds.
  var memoryUsed: Int { numbers.byteCount + isPresent.byteCount }

  /// Takes a value of the next document; the first one that can be read counts.
  func append(_ text: UnsafeBufferPointer<UInt8>) {
    guard next == nil else { return }
    if field.type == .date, let date = unsafe StoredDate(text) {
      next = date.start
      return
    }
    next = ColumnNumber.number(unsafe String(decoding: text, as: UTF8.self), field)
  }

  /// Ends the document.
  func endDocument() {
    numbers.append(next ?? 0)
    isPresent.append(next == nil ? 0 : 1)
    next = nil
  }

  /// What the column of the documents `order` is written from.
  func source(_ order: borrowing GrowingBuffer<UInt32>) -> some NumberSource {
    unsafe CollectedNumberSource(values: self, documents: Array(order.elements))
  }

  fileprivate func value(of document: Int) -> Int64? {
    unsafe isPresent.base[document] == 0 ? nil : numbers.base[document]
  }
}

private struct CollectedNumberSource: NumberSource {
  let values: CollectedNumbers
  /// The documents, in the order of their keys.
  let documents: [UInt32]

  func value(of document: Int) throws(IndexError) -> Int64? {
    values.value(of: Int(documents[document]))
  }
}
