/// A document as collections of the Text Retrieval Conference have them, which other search engines
/// read: a name, and texts between tags.
///
///     <DOC>
///     <DOCNO>a-1</DOCNO>
///     <TITLE>…</TITLE>
///     <TEXT>
///     …
///     </TEXT>
///     </DOC>
struct TRECDocument {
  private var lines = "<DOC>\n"

  /// Starts the document of `key`, which is written as in a run, so that runs name it alike.
  init(key: String) {
    lines += "<DOCNO>\(Self.escaped(RunWord(key).text))</DOCNO>\n"
  }

  /// Adds a value under the name of its field, in capital letters.
  mutating func add(_ value: String, field: String) {
    let tag = Self.tag(field)
    lines += "<\(tag)>\(Self.escaped(value))</\(tag)>\n"
  }

  /// Adds a piece of the main text.
  mutating func add(text: String) { lines += "<TEXT>\n\(Self.escaped(text))\n</TEXT>\n" }

  /// The whole document.
  var text: String { lines + "</DOC>\n" }

  private static func tag(_ field: String) -> String {
    String(
      field.uppercased().map { character in
        character.isASCII && (character.isLetter || character.isNumber) ? character : "_"
      })
  }

  /// `text` without characters that would be taken for tags, or that such files cannot have.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\t", "\n": escaped.unicodeScalars.append(scalar)
      default:
        escaped.unicodeScalars.append(
          scalar.properties.generalCategory == .control ? " " : scalar)
      }
    }
    return escaped
  }
}
