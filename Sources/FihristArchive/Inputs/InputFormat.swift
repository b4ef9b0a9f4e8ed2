/// How articles lie in a file.
package enum InputFormat: String, Sendable, Hashable, CaseIterable {
  /// To be found out from each file's name and first bytes.
  case auto
  /// One JSON object a line.
  case jsonLines = "jsonl"
  /// One article a file.
  case text

  /// The format that a file's name tells, behind which `.gz` or `.zst` may stand; nil if it tells
  /// none.
  static func named(_ name: String) -> InputFormat? {
    var name = name[...]
    for suffix in [".gz", ".zst", ".zstd"] where name.hasSuffix(suffix) {
      name = name.dropLast(suffix.count)
    }
    guard let dot = name.lastIndex(of: ".") else { return nil }
    return switch name[name.index(after: dot)...].lowercased() {
    case "jsonl", "ndjson", "json", "jsonlines": .jsonLines
    case "txt", "text": .text
    default: nil
    }
  }

  /// The format that the first bytes tell: JSON lines begin with a brace.
  static func sniffed(_ head: ByteView) -> InputFormat {
    var index = 0
    while index < head.count, head[index] <= 0x20 { index += 1 }
    return index < head.count && head[index] == UInt8(ascii: "{") ? .jsonLines : .text
  }
}
