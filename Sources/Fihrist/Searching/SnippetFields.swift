internal import FihristStoredDocuments

/// Which texts of a document snippets are taken from.
struct SnippetFields {
  /// How many snippets are wanted.
  let count: Int

  /// How many of the best are left out.
  let offset: Int

  /// The indices in the schema of the fields to look at, and of those to show whole.
  private let shown: [Int]
  private let wholes: [Int]
  /// The title, which is looked at only if nothing else has a text; `nil` if it was asked for.
  private let title: Int?
  private let schema: Schema

  /// - Throws: ``IndexError`` of kind `invalid` for a name that is not that of a stored text field.
  init(_ options: SnippetOptions?, _ schema: Schema) throws(IndexError) {
    self.schema = schema
    count = max(0, options?.count ?? 0)
    offset = max(0, options?.offset ?? 0)
    let texts = schema.fields.indices.filter {
      schema.fields[$0].isText && schema.fields[$0].isStored
    }
    var wholes: [Int] = []
    for name in options?.wholes ?? [] { wholes.append(try Self.index(of: name, texts, schema)) }
    self.wholes = wholes
    guard let names = options?.fields else {
      let searched = texts.filter(schema.indexedFields.contains)
      shown = searched.isEmpty ? texts : searched
      title = shown.first { schema.fields[$0].name == "title" }
      return
    }
    var shown: [Int] = []
    for name in names { shown.append(try Self.index(of: name, texts, schema)) }
    self.shown = shown
    title = nil
  }

  private static func index(
    of name: String, _ texts: [Int], _ schema: Schema
  ) throws(IndexError) -> Int {
    if let index = texts.first(where: { schema.fields[$0].name == name }) { return index }
    let names = texts.map { schema.fields[$0].name }
    throw IndexError.invalid(
      "snippets", "'\(name)' is not a stored text field",
      advice: names.isEmpty ? "ask for none" : "ask for \(names.joined(separator: ", "))")
  }

  /// The names of all fields that are looked at.
  var names: [String] { Set(shown + wholes).sorted().map { schema.fields[$0].name } }

  /// Whether anything is wanted.
  var wantsAny: Bool { count > 0 || !wholes.isEmpty }

  /// The texts that snippets are taken from.
  ///
  /// - Parameters:
  ///   - values: The values of a document.
  ///   - known: What is known about their symbols.
  func snippetTexts(of values: [StoredText], _ known: KnownSymbols?) -> [SnippetText] {
    guard count > 0 else { return [] }
    let others = texts(of: values, in: shown.filter { $0 != title }, known)
    return others.contains { !$0.isEmpty } ? others : texts(of: values, in: shown, known)
  }

  /// The texts that are shown whole.
  func wholeTexts(of values: [StoredText], _ known: KnownSymbols?) -> [SnippetText] {
    texts(of: values, in: wholes, known)
  }

  private func texts(
    of values: [StoredText], in fields: [Int], _ known: KnownSymbols?
  ) -> [SnippetText] {
    values.compactMap { value in
      fields.contains(value.field)
        ? SnippetText(schema.fields[value.field].name, value, known) : nil
    }
  }
}
