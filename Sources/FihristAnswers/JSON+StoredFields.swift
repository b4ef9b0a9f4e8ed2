public import Fihrist

extension JSON {
  /// An object with a member for each field: its text, or a list of texts if it has several values.
  public init(fields: [StoredField]) {
    var members: [JSON.Member] = []
    for field in fields where !members.contains(where: { $0.name == field.name }) {
      let texts = fields.filter { $0.name == field.name }.map { JSON.string($0.text) }
      members.append(JSON.Member(field.name, texts.count == 1 ? texts[0] : .array(texts)))
    }
    self = .object(members)
  }
}
