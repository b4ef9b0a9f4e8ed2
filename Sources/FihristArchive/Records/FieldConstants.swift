internal import FihristFormat
internal import FihristIndexing

/// The texts that ``RecordMapping/constants`` gives to documents without their own.
struct FieldConstants {
  private var texts: [(field: Int, text: [UInt8])] = []

  /// Prepares the constants of `mapping` for `schema`; those of other fields are passed over.
  init(_ mapping: RecordMapping, schema: Schema) {
    for (name, text) in mapping.constants.sorted(by: { $0.key < $1.key }) {
      guard let field = schema.fields.firstIndex(where: { $0.name == name }) else { continue }
      let isDate = schema.fields[field].type == .date
      let kept = isDate ? DateValue(text, of: schema.fields[field]).kept : text
      texts.append((field, Array(kept.utf8)))
    }
  }

  /// Adds them to the document that was started in `batch`, except to fields that `isThere` knows.
  func add(to batch: inout DocumentBatch, unless isThere: (Int) -> Bool) {
    for (field, text) in texts where !isThere(field) {
      unsafe text.withUnsafeBufferPointer { unsafe batch.append(field: field, $0) }
    }
  }
}
