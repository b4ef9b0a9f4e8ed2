/// Lines of Swift fit in 100 columns.
enum LineLength {
  static let limit = 100

  /// Files with longer lines, with the reason.
  static let exceptions: [String: String] = [
    "Sources/FihristText/Normalizing/PresentationForms+Table.swift":
      "a row of letters is the row of a Unicode chart"
  ]

  /// The lines that are too long; an address cannot be broken.
  static func findings(in tree: Tree) -> [Finding] {
    tree.swiftFiles(in: "Sources", "Tests", "Examples", "Server").flatMap { path -> [Finding] in
      guard exceptions[path] == nil else { return [] }
      return tree.lines(of: path).enumerated().compactMap { index, line in
        guard line.utf8.count > limit, line.count > limit, !line.contains("https://") else {
          return nil
        }
        return Finding(path: path, line: index + 1, message: "has \(line.count) columns")
      }
    }
  }
}
