/// Every public name of the sources has documentation.
enum PublicDocumentation {
  /// The public names without.
  static func findings(in tree: Tree) -> [Finding] {
    tree.swiftFiles(in: "Sources", "Server/Sources").flatMap { path in
      findings(in: tree.lines(of: path), path)
    }
  }

  private static func findings(in lines: [Substring], _ path: String) -> [Finding] {
    var findings: [Finding] = []
    var isDocumented = false
    // The indentation of a public enum whose cases are public too.
    var enumIndentation: Int?
    for (index, line) in lines.enumerated() {
      let text = line.drop { $0 == " " }
      let indentation = line.count - text.count
      if text.hasPrefix("///") {
        isDocumented = true
        continue
      }
      // Attributes stand between the documentation and the name.
      if text.hasPrefix("@"), Declaration(text) == nil { continue }
      defer { isDocumented = false }
      if let depth = enumIndentation, indentation <= depth, text.hasPrefix("}") {
        enumIndentation = nil
      }
      guard !text.isEmpty, let declaration = Declaration(text) else { continue }
      let isCase = declaration.keyword == "case" && enumIndentation == indentation - 2
      guard declaration.isPublic || isCase else { continue }
      if declaration.keyword == "enum", !text.hasSuffix("}") { enumIndentation = indentation }
      guard declaration.keyword != "import", declaration.keyword != "extension" else { continue }
      if !isDocumented {
        findings.append(
          Finding(path: path, line: index + 1, message: "\(declaration.name) lacks documentation"))
      }
    }
    return findings
  }
}
