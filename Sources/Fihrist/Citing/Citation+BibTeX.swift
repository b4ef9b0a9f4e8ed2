extension Citation {
  /// The citation as an entry of BibTeX, in UTF-8; it ends with an empty line.
  ///
  /// Signs that TeX would read as commands are spelled so that they print as themselves. Braces are
  /// spelled too: BibTeX counts them even behind a backslash. The title keeps its letters' case.
  public var bibtex: String {
    var lines = ["@article{\(entryKey)"]
    func add(_ name: String, _ value: String?) {
      if let value, !value.isEmpty { lines.append("  \(name) = {\(value)}") }
    }
    add("title", joined("title", "; ").map { "{\($0)}" })
    let authors = texts("author").map { "{\(Self.escaped($0))}" }
    add("author", authors.isEmpty ? nil : authors.joined(separator: " and "))
    add("journal", joined("source", "; "))
    addDate(to: &lines)
    for (name, field) in [
      ("titleaddon", "section"), ("keywords", "tags"), ("language", "language"),
    ] {
      add(name, joined(field, ", "))
    }
    add("url", texts("url").first.map(Self.address))
    add("abstract", joined("body", " "))
    let notes = otherNames.flatMap { name in
      texts(name).map { Self.escaped("\(Self.line(name)): \($0)") }
    }
    add("note", notes.isEmpty ? nil : notes.joined(separator: "; "))
    return lines.joined(separator: ",\n") + "\n}\n\n"
  }

  private func addDate(to lines: inout [String]) {
    guard let text = texts("date").first else { return }
    guard let date = CitedDate(text) else {
      lines.append("  howpublished = {\(Self.escaped(text))}")
      return
    }
    lines.append("  year = {\(date.year)}")
    let names = [
      "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]
    if let month = date.month.flatMap({ Int($0) }).flatMap({ names.at($0 - 1) }) {
      lines.append("  month = \(month)")
    }
    if let day = date.day { lines.append("  day = {\(day)}") }
  }

  private func joined(_ name: String, _ separator: String) -> String? {
    let texts = texts(name).map(Self.escaped)
    return texts.isEmpty ? nil : texts.joined(separator: separator)
  }

  /// The key as BibTeX allows it. A key that has other signs gets a number made of all of them, so
  /// that two keys stay two.
  private var entryKey: String {
    let isPlain = { (scalar: Unicode.Scalar) in
      switch scalar {
      case "\\", "{", "}", "(", ")", ",", "#", "%", "~", "=", "\"", "'", "@", "&": false
      default:
        !scalar.properties.isWhitespace && scalar.properties.generalCategory != .control
          && scalar.properties.generalCategory != .format
      }
    }
    guard !key.isEmpty, key.unicodeScalars.allSatisfy(isPlain) else {
      var hash: UInt64 = 0xCBF2_9CE4_8422_2325
      for byte in key.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
      let kept = String(String.UnicodeScalarView(key.unicodeScalars.map { isPlain($0) ? $0 : "-" }))
      return kept + "-" + String(hash, radix: 16)
    }
    return key
  }

  /// `text` with the signs of TeX spelled.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": escaped += "\\textbackslash{}"
      case "{": escaped += "\\textbraceleft{}"
      case "}": escaped += "\\textbraceright{}"
      case "~": escaped += "\\textasciitilde{}"
      case "^": escaped += "\\textasciicircum{}"
      case "#", "$", "%", "&", "_": escaped += "\\\(scalar)"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  /// An address, which TeX takes as it stands: only what would end the entry, or the address, is
  /// written as `%7B`.
  private static func address(_ text: String) -> String {
    var address = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "{": address += "%7B"
      case "}": address += "%7D"
      case "\\": address += "%5C"
      case " ": address += "%20"
      default: address.unicodeScalars.append(scalar)
      }
    }
    return address
  }
}
