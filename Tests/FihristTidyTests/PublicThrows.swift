/// Public functions throw without a type: a `catch` with a type and a condition on it, as the
/// documentation of `FihristError` shows, then compiles directly around the call.
enum PublicThrows {
  /// The public names whose type of error is in the declaration.
  static func findings(in tree: Tree) -> [Finding] {
    tree.swiftFiles(in: "Sources").flatMap { path in findings(in: tree.lines(of: path), path) }
  }

  private static func findings(in lines: [Substring], _ path: String) -> [Finding] {
    var findings: [Finding] = []
    for (index, line) in lines.enumerated() {
      guard let declaration = Declaration(line.drop { $0 == " " }), declaration.isPublic,
        ["init", "func", "var", "subscript"].contains(declaration.keyword)
      else { continue }
      // The signature goes to the first brace; a protocol's requirement has none.
      let rest = lines[index...].prefix(12)
      let end = rest.firstIndex { $0.contains("{") } ?? index
      if rest[...end].joined().prefix(while: { $0 != "{" }).contains("throws(") {
        findings.append(
          Finding(
            path: path, line: index + 1,
            message: "\(declaration.name) is to throw without a type; name it in the documentation")
        )
      }
    }
    return findings
  }
}
