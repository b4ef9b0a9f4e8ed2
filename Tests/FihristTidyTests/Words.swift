/// Words that the project does not use, with how often they may still occur.
///
/// A ceiling only goes down; at zero it stays.
enum Words {
  /// One word or two in a row, in small letters, and the ceiling.
  struct Banned {
    var words: [String]
    var ceiling: Int
    var instead: String
    /// A line with this name of another library may have the word.
    var unless: String?

    var text: String { words.joined(separator: " ") }
  }

  /// The words in `tree`, by their text.
  static func findings(in tree: Tree, _ banned: [Banned]) -> [String: [Finding]] {
    // By the hash of the last word: the one before is then known.
    let byLast = Dictionary(grouping: banned) { hash(of: $0.words[$0.words.count - 1]) }
    var findings: [String: [Finding]] = [:]
    for path in tree.files.keys.sorted() where isRead(path) {
      var scanner = Scanner(bytes: Array((tree.files[path] ?? "").utf8))
      while let word = scanner.next() {
        for entry in byLast[word.hash] ?? [] {
          if entry.words.count == 2, word.previous != hash(of: entry.words[0]) { continue }
          let line = tree.lines(of: path)[word.line - 1]
          if entry.unless.map(line.contains) == true { continue }
          findings[entry.text, default: []].append(
            Finding(path: path, line: word.line, message: "\(entry.text): say \(entry.instead)"))
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

  /// FNV-1a of a word in small letters.
  private static func hash(of word: String) -> UInt64 {
    word.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }

  /// Finds the words of a file. A name in camel case is several: `firstPlace` is `first` and
  /// `Place`.
  ///
  /// Written for a build without optimisation, in which these loops take most of the suite's time.
  private struct Scanner {
    let bytes: [UInt8]
    var index = 0
    var line = 1
    var previous: UInt64 = 0

    struct Word {
      var hash: UInt64
      var previous: UInt64
      var line: Int
    }

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func next() -> Word? {
      while index < bytes.count {
        let byte = bytes[index]
        if (byte | 0x20) &- 0x61 < 26 { return word() }
        index += 1
        if byte == 0x0A {
          line += 1
          previous = 0
        }
      }
      return nil
    }

    private mutating func word() -> Word {
      var hash: UInt64 = 0xCBF2_9CE4_8422_2325
      var isAfterSmall = false
      while index < bytes.count {
        let byte = bytes[index]
        let small = byte | 0x20
        guard small &- 0x61 < 26, !(isAfterSmall && byte < 0x61) else { break }
        hash = (hash ^ UInt64(small)) &* 0x100_0000_01B3
        isAfterSmall = byte >= 0x61
        index += 1
      }
      defer { previous = hash }
      return Word(hash: hash, previous: previous, line: line)
    }
  }
}
