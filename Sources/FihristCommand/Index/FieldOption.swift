import ArgumentParser
import Fihrist
import FihristArchive

/// The value of `--map` and `--set`: a field, and what feeds it.
struct FieldOption: ExpressibleByArgument, Hashable {
  /// The name of the field.
  var field: String
  /// What comes after the first sign of equality.
  var value: String

  /// Names a field.
  init(field: String, value: String) {
    self.field = field
    self.value = value
  }

  /// Reads `field=value`.
  init?(argument: String) {
    guard let sign = argument.firstIndex(of: "="), sign > argument.startIndex else { return nil }
    field = String(argument[..<sign])
    value = String(argument[argument.index(after: sign)...])
    if value.isEmpty { return nil }
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
