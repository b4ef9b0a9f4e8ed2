package import FihristFormat
package import FihristStorage

/// The values of a segment that are in its columns and not in its stored documents. An index that
/// is built again from its stored texts takes them from here.
package struct UnstoredColumns {
  private let columns: SegmentColumns?
  /// The fields that can be read.
  private let fields: [Int]

  /// The names of the fields whose values are lost.
  package let lostFields: [String]

  /// Those of a segment that is whole.
  ///
  /// - Throws: `IndexError` of kind `damaged`.
  package init(_ segment: SegmentReader) throws(IndexError) {
    columns = segment.columns
    fields = segment.schema.unstoredColumns
    lostFields = []
    for field in fields { try columns?.verify(field) }
  }

  /// Those that can be read of a damaged segment.
  package init(_ remains: SegmentRemains) {
    let all = remains.schema.unstoredColumns
    let columns = all.isEmpty ? nil : remains.readColumns()
    self.columns = columns
    let readable = all.filter { field in
      guard let columns else { return false }
      return (try? columns.verify(field)) != nil
    }
    fields = readable
    lostFields = all.filter { !readable.contains($0) }.map { remains.schema.fields[$0].name }
  }

  /// The values of `document` as texts from which the same columns are built.
  ///
  /// - Throws: `IndexError` of kind `damaged`.
  func texts(of document: UInt32) throws(IndexError) -> [(field: Int, text: [UInt8])] {
    var texts: [(field: Int, text: [UInt8])] = []
    for field in fields {
      switch try columns?.column(field) {
      case .keyword(let column):
        texts += try column.strings(of: Int(document)).map { (field, $0) }
      case .number, nil:
        let values = try columns?.values(of: Int(document), in: field) ?? []
        texts += values.map { (field, Array($0.text.utf8)) }
      }
    }
    return texts
  }
}
