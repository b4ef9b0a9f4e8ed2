import Foundation

/// Reads what other programs get from citations: by the rules of the formats, not by ours.
enum CitationReader {
  /// The entries of records of RIS: tags and values.
  static func ris(_ text: String) -> [[(tag: String, value: String)]] {
    var records: [[(String, String)]] = []
    var record: [(String, String)] = []
    for line in text.components(separatedBy: "\r\n") where !line.isEmpty {
      let tag = String(line.prefix(2))
      guard line.dropFirst(2).hasPrefix("  - ") else { return [] }
      let value = String(line.dropFirst(6))
      if tag == "ER" {
        records.append(record)
        record = []
      } else {
        record.append((tag, value))
      }
    }
    return records
  }

  /// An entry of BibTeX.
  struct Entry: Equatable {
    var type: String
    var key: String
    var fields: [String: String]
  }

  /// The entries of a file of BibTeX; nil if it is not one.
  static func bibtex(_ text: String) -> [Entry]? {
    var rest = Substring(text)
    var entries: [Entry] = []
    while let start = rest.firstIndex(of: "@") {
      guard rest[..<start].allSatisfy(\.isWhitespace) else { return nil }
      rest = rest[rest.index(after: start)...]
      guard let open = rest.firstIndex(of: "{"), let comma = rest.firstIndex(of: ",") else {
        return nil
      }
      var entry = Entry(
        type: String(rest[..<open]), key: String(rest[rest.index(after: open)..<comma]), fields: [:]
      )
      rest = rest[rest.index(after: comma)...]
      while let field = field(&rest) { entry.fields[field.name] = field.value }
      skipSpace(&rest)
      guard rest.first == "}" else { return nil }
      rest.removeFirst()
      entries.append(entry)
    }
    return rest.allSatisfy(\.isWhitespace) ? entries : nil
  }

  private static func skipSpace(_ rest: inout Substring) {
    rest = rest.drop { $0.isWhitespace || $0 == "," }
  }

  /// `name = {value}` with balanced braces, or `name = word`.
  private static func field(_ rest: inout Substring) -> (name: String, value: String)? {
    skipSpace(&rest)
    guard rest.first != "}", let equals = rest.firstIndex(of: "=") else { return nil }
    let name = rest[..<equals].trimmingCharacters(in: .whitespaces)
    rest = rest[rest.index(after: equals)...].drop(while: \.isWhitespace)
    guard rest.first == "{" else {
      let word = rest.prefix { !$0.isWhitespace && $0 != "," && $0 != "}" }
      rest = rest.dropFirst(word.count)
      return (name, String(word))
    }
    var depth = 0
    var value = ""
    while let character = rest.popFirst() {
      if character == "{" { depth += 1 }
      if character == "}" { depth -= 1 }
      if depth == 0 { return (name, String(value.dropFirst())) }
      value.append(character)
    }
    return nil
  }

  /// What TeX prints for a value.
  static func printed(_ value: String) -> String {
    var text = value
    let names = [
      ("\\textbackslash{}", "\u{1}"), ("\\textbraceleft{}", "\u{2}"),
      ("\\textbraceright{}", "\u{3}"), ("\\textasciitilde{}", "~"), ("\\textasciicircum{}", "^"),
      ("\\#", "#"), ("\\$", "$"), ("\\%", "%"), ("\\&", "&"), ("\\_", "_"),
    ]
    for (name, sign) in names { text = text.replacing(name, with: sign) }
    text = text.replacing("{", with: "").replacing("}", with: "")
    return text.replacing("\u{1}", with: "\\").replacing("\u{2}", with: "{")
      .replacing("\u{3}", with: "}")
  }
}
