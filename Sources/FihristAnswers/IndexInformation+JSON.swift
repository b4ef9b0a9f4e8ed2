public import Fihrist
internal import FihristArchive

extension IndexInformation {
  /// The parts of a segment in the order in which they are shown.
  public static let componentNames = [
    "terms", "postings", "positions", "norms", "documents", "keys", "columns", "live",
  ]

  /// One object, as `fihrist info --json` prints it.
  ///
  /// - Parameters:
  ///   - columns: What the columns hold; nil if they cannot be read.
  ///   - path: The directory of the index.
  public func json(columns: [ColumnInformation]?, path: String) -> JSON {
    [
      "path": .string(path), "format_version": .integer(Int(formatVersion)),
      "generation": .integer(Int(clamping: generation)),
      "user_data": .object(orderedUserData.map { JSON.Member($0.name, .string($0.value)) }),
      "documents": .integer(documents), "deleted": .integer(deletedDocuments),
      "segments": .array(segments.map(\.json)),
      "bytes": Self.bytes(components, total: byteCount),
      "analyzers": .array(analyzer.split(separator: " ").map { .string(String($0)) }),
      "k1": .single(parameters.k1), "b": .single(parameters.b),
      "average_length": .number(averageLength),
      "schema": schema.json(RecordMapping(json: inputMapping)),
      "columns": columns.map { .array($0.map(\.json)) } ?? .null,
    ]
  }

  /// The user data in the byte order of the names.
  public var orderedUserData: [(name: String, value: String)] {
    userData.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      .map { (name: $0.key, value: $0.value) }
  }

  /// The sizes of parts, known ones first in the order of ``componentNames``.
  public static func ordered(
    _ sizes: [String: UInt64]
  ) -> [(name: String, byteCount: UInt64)] {
    let others = sizes.keys.filter { !componentNames.contains($0) }.sorted()
    return (componentNames + others).compactMap { name in
      sizes[name].map { (name: name, byteCount: $0) }
    }
  }

  fileprivate static func bytes(_ sizes: [String: UInt64], total: UInt64) -> JSON {
    .object(
      ordered(sizes).map { JSON.Member($0.name, .integer(Int(clamping: $0.byteCount))) }
        + [JSON.Member("total", .integer(Int(clamping: total)))])
  }
}

extension IndexInformation.Segment {
  fileprivate var json: JSON {
    [
      "number": .integer(Int(clamping: number)), "documents": .integer(liveDocuments),
      "deleted": .integer(deletedDocuments),
      "bytes": IndexInformation.bytes(components, total: byteCount),
    ]
  }
}

extension ColumnInformation {
  fileprivate var json: JSON {
    [
      "field": .string(field), "type": .string(type.rawValue),
      "distinct": .integer(distinctValues), "least": least.map(JSON.init(value:)) ?? .null,
      "greatest": greatest.map(JSON.init(value:)) ?? .null, "missing": .integer(missing),
      "bytes": .integer(Int(clamping: byteCount)),
    ]
  }
}
