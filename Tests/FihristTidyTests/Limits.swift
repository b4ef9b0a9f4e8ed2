/// Numbers that must be the same everywhere stand at one place, under one name.
enum Limits {
  /// A number as it is spelled, a word that its line has, and how many files may have such lines.
  struct Limit {
    var spelling: String
    var word: String
    var ceiling: Int
  }

  /// The first line of each file under `Sources` that spells `limit`.
  static func findings(in tree: Tree, _ limit: Limit) -> [Finding] {
    tree.swiftFiles(in: "Sources").compactMap { path in
      tree.lines(of: path).enumerated().lazy.compactMap { index, line in
        guard line.utf8.contains(where: { 0x30...0x39 ~= $0 }), line.contains(limit.spelling),
          line.lowercased().contains(limit.word),
          !line.drop(while: { $0 == " " }).hasPrefix("//")
        else { return nil }
        return Finding(
          path: path, line: index + 1, message: "\(limit.spelling) again; use the name it has")
      }.first
    }
  }
}
