internal import FihristStorage

extension Citation {
  /// The citation as a record of RIS, which reference managers read; it ends with an empty line.
  ///
  /// Each entry is on one line. `*` is not allowed in names and keywords and becomes a space.
  public var ris: String {
    var lines = ["TY  - NEWS", "ID  - \(Self.line(key))"]
    func add(_ tag: String, _ texts: [String], isName: Bool = false) {
      for text in texts {
        let text = isName ? Self.line(text.exchanging("*", for: " ")) : text
        if !text.isEmpty { lines.append("\(tag)  - \(text)") }
      }
    }
    add("TI", texts("title"))
    add("AU", texts("author"), isName: true)
    add("T2", texts("source"), isName: true)
    for text in texts("date") {
      guard let date = CitedDate(text) else {
        add("DA", ["///\(text)"])
        continue
      }
      add("PY", [date.year])
      add("DA", ["\(date.year)/\(date.month ?? "")/\(date.day ?? "")"])
    }
    add("SE", texts("section"))
    add("KW", texts("tags"), isName: true)
    add("LA", texts("language"))
    add("UR", texts("url"))
    add("AB", texts("body"))
    for name in otherNames { add("N1", texts(name).map { "\(Self.line(name)): \($0)" }) }
    return (lines + ["ER  - ", "", ""]).joined(separator: "\r\n")
  }
}
