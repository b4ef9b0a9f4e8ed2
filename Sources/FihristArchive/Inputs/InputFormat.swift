/// How articles lie in a file.
public enum InputFormat: String, Sendable, Hashable, CaseIterable {
  /// To be told from the contents of each file.
  case auto
  /// One JSON object a line.
  case jsonLines = "jsonl"
  /// One article a file.
  case text

  /// What a file's name says, after which `.gz` or `.zst` may stand; nil if it says nothing.
  static func named(_ name: String) -> InputFormat? {
    var name = name.lowercased()[...]
    for suffix in [".gz", ".zst", ".zstd"] where name.hasSuffix(suffix) {
      name = name.dropLast(suffix.count)
    }
    guard let dot = name.lastIndex(of: ".") else { return nil }
    return switch name[name.index(after: dot)...] {
    case "jsonl", "ndjson", "json", "jsonlines": .jsonLines
    case "txt", "text": .text
    default: nil
    }
  }
}
