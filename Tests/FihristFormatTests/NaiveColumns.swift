import FihristFormat
import FihristStorage

/// Columns as arrays.
enum NaiveColumns {}

extension NaiveColumns {
  /// The strings of each document, ascending.
  struct Keywords: KeywordSource {
    let values: [[[UInt8]]]
    let strings: [[UInt8]]

    init(_ values: [[[UInt8]]]) {
      self.values = values
      strings = Set(values.joined()).sorted { $0.lexicographicallyPrecedes($1) }
    }

    var stringCount: Int { strings.count }

    func forEachString(
      _ body: (UnsafeBufferPointer<UInt8>) throws(IndexError) -> Void
    ) throws(IndexError) {
      for string in strings {
        unsafe try string.withUnsafeBufferPointer { (string) throws(IndexError) in
          unsafe try body(string)
        }
      }
    }

    func read(_ document: Int, into ordinals: inout [UInt32]) throws(IndexError) {
      ordinals = values[document].map { UInt32(strings.firstIndex(of: $0)!) }
    }
  }

  /// The number of each document.
  struct Numbers: NumberSource {
    let values: [Int64?]
    func value(of document: Int) throws(IndexError) -> Int64? { values[document] }
  }
}
