import ArgumentParser
import Fihrist
import FihristArchive

/// The value of `--map` and `--set`: a field, and what feeds it.
struct FieldOption: Hashable {
  /// The name of the field.
  var field: String
  /// What comes after the first sign of equality.
  var value: String

  /// Names a field.
  init(field: String, value: String) {
    self.field = field
    self.value = value
  }

  /// Reads `field=value`, which messages call `words`.
  static func reading(_ words: String) -> @Sendable (String) throws -> FieldOption {
    { argument in
      // A value may start with a vowel mark, which is one Character with the sign before it.
      let parts = argument.unicodeScalars.split(
        separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, !parts.contains(where: \.isEmpty) else {
        throw ValidationError("it must be \(words)")
      }
      return FieldOption(field: String(parts[0]), value: String(parts[1]))
    }
  }

  /// Refuses a field that `schema` does not have.
  func check(_ chosen: ArchiveSchema, option: String) throws(ToolError) {
    let names = chosen.schema.fields.map(\.name)
    guard !names.contains(field) else { return }
    throw ToolError(
      "\(option): the index has no field \"\(field)\"; it has \(names.joined(separator: ", "))",
      advice: "name one of them, or give a schema with --schema")
  }
}
