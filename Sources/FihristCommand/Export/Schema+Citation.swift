import Fihrist

extension Schema {
  /// The names of the fields that a citation has unless others are asked for: all whose values are
  /// kept, but of texts only the title.
  var citedNames: [String] {
    fields.filter { ($0.isStored || $0.hasColumn) && (!$0.isText || $0.name == "title") }
      .map(\.name)
  }

  /// The names of the stored fields.
  var storedNames: [String] { fields.filter(\.isStored).map(\.name) }
}
