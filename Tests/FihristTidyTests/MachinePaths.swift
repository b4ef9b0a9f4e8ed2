/// Nothing in the repository names a folder of one machine.
enum MachinePaths {
  private static let starts = ["/home/", "/Users/", "/work/", "/root/"]

  /// The lines that do; the path of a test may begin with a folder that is not there.
  static func findings(in tree: Tree) -> [Finding] {
    tree.files.keys.sorted().filter { !$0.hasPrefix("Tests/FihristTidyTests/") }.flatMap { path in
      tree.lines(of: path).enumerated().compactMap { index, line in
        guard line.utf8.contains(0x2F), let start = starts.first(where: { isPath(line, $0) }) else {
          return nil
        }
        return Finding(path: path, line: index + 1, message: "names \(start) of one machine")
      }
    }
  }

  /// Whether `line` has a path from `start` on: not `docs/home/` and not a part of an address.
  private static func isPath(_ line: Substring, _ start: String) -> Bool {
    guard let range = line.firstRange(of: start) else { return false }
    guard range.lowerBound > line.startIndex else { return true }
    let before = line[line.index(before: range.lowerBound)]
    return !before.isLetter && !before.isNumber && !"./}".contains(before)
  }
}
