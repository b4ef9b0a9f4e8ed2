/// Words that the project does not use, with how often they may still occur.
///
/// A ceiling only goes down; at zero it stays.
enum Words {
  /// One word or two in a row, in small letters, and the ceiling.
  struct Banned {
    var words: [Substring]
    var ceiling: Int
    var instead: String
    /// A line with this name of another library may have the word.
    var unless: String?
  }

  /// The words in `tree`, by the first of them.
  static func findings(in tree: Tree, _ banned: [Banned]) -> [String: [Finding]] {
    let byFirst = Dictionary(grouping: banned) { $0.words[0] }
    var findings: [String: [Finding]] = [:]
    for path in tree.files.keys.sorted() where isRead(path) {
      for (index, line) in tree.lines(of: path).enumerated() {
        let words = words(of: line)
        for (position, word) in words.enumerated() {
          for entry in byFirst[Substring(word.lowercased())] ?? []
          where entry.unless.map(line.contains) != true {
            let run = words[position...].prefix(entry.words.count).map { $0.lowercased() }
            guard run == entry.words.map(String.init) else { continue }
            let text = entry.words.joined(separator: " ")
            findings[text, default: []].append(
              Finding(path: path, line: index + 1, message: "\(text): say \(entry.instead)"))
          }
        }
      }
    }
    return findings
  }

  private static func isRead(_ path: String) -> Bool {
    !path.hasPrefix("Tests/FihristTidyTests/") && !path.hasPrefix("Data/") && path != "CHANGELOG.md"
      && (path.hasSuffix(".swift") || path.hasSuffix(".md") || path.hasSuffix(".c")
        || path.hasSuffix(".h"))
  }

  /// The words of `line`; a name in camel case is several, `firstPlace` is `first` and `Place`.
  static func words(of line: Substring) -> [Substring] {
    var words: [Substring] = []
    let bytes = line.utf8
    var start: Substring.UTF8View.Index?
    var previousIsSmall = false
    for index in bytes.indices {
      let byte = bytes[index]
      let isSmall = byte >= 0x61 && byte <= 0x7A
      let isLarge = byte >= 0x41 && byte <= 0x5A
      if let first = start, !(isSmall || isLarge) || (isLarge && previousIsSmall) {
        words.append(Substring(bytes[first..<index]))
        start = nil
      }
      if start == nil, isSmall || isLarge { start = index }
      previousIsSmall = isSmall
    }
    if let first = start { words.append(Substring(bytes[first...])) }
    return words
  }
}
