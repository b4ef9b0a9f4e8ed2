/// `ARCHITECTURE.md` names every folder of the sources, and no other.
enum FolderTable {
  /// Targets whose row speaks for all their folders, with the reason.
  static let described: [String: String] = [
    "FihristCommand": "has a folder for each command",
    "FihristKernels": "has no folders but the headers",
  ]

  /// The folders that the table and the tree do not share.
  static func findings(in tree: Tree) -> [Finding] {
    let path = "ARCHITECTURE.md"
    let (named, targets) = rows(of: tree.lines(of: path))
    var findings: [Finding] = []
    let present = folders(in: tree)
    for (folder, line) in named where !present.contains(folder) {
      findings.append(Finding(path: path, line: line, message: "there is no folder \(folder)"))
    }
    for folder in present.subtracting(named.keys) {
      let target = String(folder.prefix { $0 != "/" })
      if folder == target ? targets.contains(target) : described[target] != nil { continue }
      findings.append(
        Finding(path: path, line: 0, message: "the table lacks \(folder); add its question"))
    }
    return findings.sorted { $0.message < $1.message }
  }

  /// What the rows of the table name: folders with their lines, and targets.
  private static func rows(of lines: [Substring]) -> (folders: [String: Int], targets: Set<String>)
  {
    var folders: [String: Int] = [:]
    var targets: Set<String> = []
    var target = ""
    var isInTable = false
    for (index, line) in lines.enumerated() {
      if line.hasPrefix("## ") { isInTable = line == "## Sources" }
      guard isInTable, line.hasPrefix("|") else { continue }
      let cell = line.dropFirst().prefix { $0 != "|" }
      if let name = cell.split(separator: "**").dropFirst().first, cell.contains("**") {
        target = String(name)
        targets.insert(target)
        folders[target] = index + 1
      }
      for name in cell.split(separator: "`") where name.hasSuffix("/") {
        folders[target + "/" + name.dropLast()] = index + 1
      }
    }
    return (folders, targets)
  }

  /// The targets under `Sources` and the folders right below them.
  private static func folders(in tree: Tree) -> Set<String> {
    var folders: Set<String> = []
    for path in tree.files.keys where path.hasPrefix("Sources/") {
      let parts = path.split(separator: "/").dropFirst()
      guard let target = parts.first, target.hasPrefix("Fihrist"), parts.count > 1 else { continue }
      folders.insert(String(target))
      let folder = parts.dropFirst().first ?? ""
      if parts.count > 2, !folder.hasSuffix(".docc") { folders.insert("\(target)/\(folder)") }
    }
    return folders
  }
}
