package import FihristFormat
package import FihristStorage

/// Counts the words of documents of one segment, in some of their fields.
///
/// Words are positions: those without a term count, and so does the position between two values of
/// one field.
package struct WordCounter {
  private let fieldEnds: FieldEnds?
  /// The ordinals of the fields among the indexed ones.
  private let fields: [Int]
  private var ends: [UInt32] = []

  /// Makes a counter.
  ///
  /// - Parameter fields: The names of the fields; `nil` for all that are searched.
  /// - Throws: ``IndexError`` of kind `invalid` if the index keeps no positions.
  package init(fields: [String]?, in reader: SegmentReader) throws(IndexError) {
    guard let fieldEnds = reader.fieldEnds else {
      throw IndexError.invalid(
        "the index", "it keeps no positions, which say how many words a document has",
        advice: "index the documents again with positions")
    }
    self.fieldEnds = fieldEnds
    self.fields =
      fields.map { FieldMatcher.ordinals(of: $0, in: reader.schema) }
      ?? Array(reader.schema.indexedFields.indices)
  }

  /// How many words `document` has in the fields.
  ///
  /// - Throws: ``IndexError`` of kind `damaged`.
  package mutating func count(in document: UInt32) throws(IndexError) -> Int {
    try fieldEnds?.read(document, into: &ends)
    var count = 0
    for field in fields where field < ends.count {
      let start = field == 0 ? 0 : ends[field - 1]
      let length = Int(ends[field] - start)
      // Behind another field a field starts with a hole.
      count += start > 0 ? max(0, length - 1) : length
    }
    return count
  }
}

extension Query {
  /// The names of the fields that its words may be in; `nil` for all.
  package var occurrenceFields: [String]? {
    var names: Set<String> = []
    for target in occurrenceTargets {
      guard let fields = target.fields else { return nil }
      names.formUnion(fields)
    }
    return names.isEmpty ? nil : names.sorted()
  }
}
