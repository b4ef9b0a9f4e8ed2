public import Fihrist

extension IndexedDocument {
  /// A document of a test collection, as `fihrist export --format trec` writes it: texts that are
  /// searched, but the title, make the main text; other fields stand under their names.
  ///
  /// - Parameters:
  ///   - names: The fields, in their order.
  ///   - texts: Those of them that are searched.
  public func trec(of names: [String], texts: Set<String>) -> String {
    var written = TRECDocument(key: key)
    for name in names {
      for value in self.texts(of: name) {
        if texts.contains(name), name != "title" {
          written.add(text: value)
        } else {
          written.add(value, field: name)
        }
      }
    }
    return written.text
  }
}
