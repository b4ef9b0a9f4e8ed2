/// A type lies in the file that has its name, alone or before a `+`, in tests too.
enum FileNames {
  /// Types that lie elsewhere, with the reason.
  static let exceptions: [String: String] = [:]

  /// The types in files of other names; private ones may lie anywhere.
  static func findings(in tree: Tree) -> [Finding] {
    tree.swiftFiles(in: "Sources", "Tests", "Examples", "Server").flatMap { path -> [Finding] in
      let file = path.split(separator: "/").last?.dropLast(6) ?? ""
      let name = file.prefix { $0 != "+" }
      return tree.lines(of: path).enumerated().compactMap { index, line in
        guard line.first.map({ $0.isLetter || $0 == "@" }) == true,
          let declaration = Declaration(line), declaration.isType, !declaration.isPrivate,
          declaration.name != name, exceptions[declaration.name] == nil
        else { return nil }
        return Finding(
          path: path, line: index + 1,
          message: "\(declaration.name) belongs in \(declaration.name).swift")
      }
    }
  }
}
