internal import FihristFormat
internal import FihristIndexing

/// The texts that ``RecordMapping/constants`` gives to documents without their own.
struct FieldConstants {
  private var texts: [(field: Int, text: [UInt8], problem: String?)] = []

  /// Prepares the constants of `mapping` for `schema`; those of other fields are passed over.
  init(_ mapping: RecordMapping, schema: Schema) {
    for (name, text) in mapping.constants.sorted(by: { $0.key < $1.key }) {
      guard let field = schema.fields.firstIndex(where: { $0.name == name }) else { continue }
      switch schema.fields[field].type {
      case .text: texts.append((field, Array(text.utf8), nil))
      case .date:
        let date = DateValue(text, of: schema.fields[field])
        texts.append((field, Array(date.kept.utf8), date.problem))
      default:
        let bytes = Array(text.utf8)
        texts.append((field, bytes, ValueProblem.message(bytes, of: schema.fields[field])))
      }
    }
  }

  /// Adds them to the document that was started in `batch`, except to fields that `isThere` knows,
  /// and what is wrong with them to `problems`.
  func add(
    to batch: inout DocumentBatch, _ problems: inout [String], unless isThere: (Int) -> Bool
  ) {
    for (field, text, problem) in texts where !isThere(field) {
      unsafe text.withUnsafeBufferPointer { unsafe batch.append(field: field, $0) }
      if let problem { problems.append(problem) }
    }
  }
}
