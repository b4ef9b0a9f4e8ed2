import Fihrist
import FihristArchive

/// What an index consists of, for people and for programs.
enum InfoReport {
  /// The parts of a segment in the order in which they are shown.
  private static let components = [
    "terms", "postings", "positions", "norms", "documents", "keys", "columns", "live",
  ]

  /// One object.
  ///
  /// - Parameter columns: What the columns hold; nil if they cannot be read.
  static func json(
    _ information: IndexInformation, _ columns: [ColumnInformation]?, path: String
  ) -> JSON {
    [
      "path": .string(path),
      "format_version": .integer(Int(information.formatVersion)),
      "generation": .integer(Int(clamping: information.generation)),
      "user_data": .object(
        ordered(information.userData).map { JSON.Member($0.name, .string($0.value)) }),
      "documents": .integer(information.documents),
      "deleted": .integer(information.deletedDocuments),
      "segments": .array(information.segments.map(object)),
      "bytes": bytes(information.components, total: information.byteCount),
      "analyzers": .array(information.analyzer.split(separator: " ").map { .string(String($0)) }),
      "k1": .single(information.parameters.k1),
      "b": .single(information.parameters.b),
      "average_length": .number(information.averageLength),
      "schema": json(information.schema, RecordMapping(json: information.inputMapping)),
      "columns": columns.map { .array($0.map(object)) } ?? .null,
    ]
  }

  /// In the byte order of the names.
  private static func ordered(_ data: [String: String]) -> [(name: String, value: String)] {
    data.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      .map { (name: $0.key, value: $0.value) }
  }

  private static func object(_ segment: IndexInformation.Segment) -> JSON {
    [
      "number": .integer(Int(clamping: segment.number)),
      "documents": .integer(segment.liveDocuments),
      "deleted": .integer(segment.deletedDocuments),
      "bytes": bytes(segment.components, total: segment.byteCount),
    ]
  }

  private static func object(_ column: ColumnInformation) -> JSON {
    [
      "field": .string(column.field),
      "type": .string(column.type.rawValue),
      "distinct": .integer(column.distinctValues),
      "least": column.least.map(JSON.init(value:)) ?? .null,
      "greatest": column.greatest.map(JSON.init(value:)) ?? .null,
      "missing": .integer(column.missing),
      "bytes": .integer(Int(clamping: column.byteCount)),
    ]
  }

  private static func bytes(_ sizes: [String: UInt64], total: UInt64) -> JSON {
    .object(
      ordered(sizes).map { JSON.Member($0.name, .integer(Int(clamping: $0.byteCount))) }
        + [JSON.Member("total", .integer(Int(clamping: total)))])
  }

  private static func ordered(_ sizes: [String: UInt64]) -> [(name: String, byteCount: UInt64)] {
    let others = sizes.keys.filter { !components.contains($0) }.sorted()
    return (components + others).compactMap { name in
      sizes[name].map { (name: name, byteCount: $0) }
    }
  }

  /// A schema in the form of a schema file; without `key` if the documents came from a program.
  static func json(_ schema: Schema, _ mapping: RecordMapping?) -> JSON {
    var members: [JSON.Member] = []
    if let mapping { members.append(JSON.Member("key", .string(mapping.key))) }
    members.append(JSON.Member("fields", .array(schema.fields.map { json($0, mapping) })))
    return .object(members)
  }

  private static func json(_ field: Field, _ mapping: RecordMapping?) -> JSON {
    var members: [JSON.Member] = [
      JSON.Member("name", .string(field.name)),
      JSON.Member("type", .string(field.type.rawValue)),
    ]
    if let sources = mapping?.fields[field.name], sources != [field.name] {
      members.append(JSON.Member("from", .array(sources.map(JSON.string))))
    }
    if let indexing = field.indexing {
      members.append(JSON.Member("analyzer", .string(indexing.analyzer)))
      members.append(JSON.Member("indexed", .bool(true)))
      members.append(JSON.Member("positions", .bool(indexing.hasPositions)))
      members.append(JSON.Member("boost", .number(indexing.boost)))
      members.append(JSON.Member("alone", .bool(indexing.isSearchedAlone)))
      members.append(JSON.Member("lead", .integer(indexing.leadLength)))
    } else if field.type == .text {
      members.append(JSON.Member("indexed", .bool(false)))
    }
    members.append(JSON.Member("stored", .bool(field.isStored)))
    if field.type != .text { members.append(JSON.Member("column", .bool(field.hasColumn))) }
    if let order = field.dateOrder, order != .dayMonth {
      members.append(JSON.Member("order", .string(order.rawValue)))
    }
    return .object(members)
  }

  private static func levels(_ weights: LevelWeights?) -> String {
    guard let weights else { return "one" }
    return "form \(weights.form), stem \(weights.stem), root \(weights.root)"
  }

  /// A short description and up to three tables.
  static func lines(
    _ information: IndexInformation, _ columns: [ColumnInformation], for terminal: Terminal
  ) -> [String] {
    let deleted = information.deletedDocuments
    let waiting =
      deleted > 0 ? " (and \(Quantity.count(deleted)) deleted or replaced, until a merge)" : ""
    var lines = [
      "documents   \(Quantity.count(information.documents))\(waiting)",
      "segments    \(Quantity.count(information.segments.count))",
      "size        \(Quantity.bytes(information.byteCount))",
      "analyzer    \(information.analyzer)",
      "ranking     BM25, k1 \(information.parameters.k1), b \(information.parameters.b), "
        + "average length \(Quantity.decimal(information.averageLength, decimals: 1))",
      "levels      \(levels(information.schema.levels))",
      "commit      \(information.generation)",
      "format      \(information.formatVersion)",
    ]
    for datum in ordered(information.userData) {
      lines.append("user data   \(datum.name.displayed): \(datum.value.displayed)")
    }
    lines.append("")
    lines += fields(information).lines(for: terminal)
    if !columns.isEmpty {
      lines.append("")
      lines += table(columns).lines(for: terminal)
    }
    if !information.segments.isEmpty {
      lines.append("")
      lines += segments(information).lines(for: terminal)
    }
    return lines
  }

  /// The type, with what is unusual about it.
  private static func type(of field: Field) -> String {
    guard let order = field.dateOrder, order != .dayMonth else { return field.type.rawValue }
    return "\(field.type.rawValue), \(order.rawValue)"
  }

  /// How the words of a field are searched.
  private static func searching(_ indexing: TextIndexing) -> String {
    var parts = [indexing.hasPositions ? "with positions" : "yes"]
    if indexing.isSearchedAlone { parts.append("alone too") }
    if indexing.leadLength > 0 { parts.append("lead of \(indexing.leadLength)") }
    return parts.joined(separator: ", ")
  }

  private static func fields(_ information: IndexInformation) -> Table {
    var table = Table([
      ("field", .left), ("type", .left), ("searched", .left), ("stored", .left), ("boost", .right),
    ])
    if let key = RecordMapping(json: information.inputMapping)?.key {
      table.append([key.displayed, "key", "", "yes", ""])
    }
    for field in information.schema.fields {
      let searched = field.indexing.map(searching) ?? "no"
      let boost = field.indexing.map { Quantity.decimal($0.boost, decimals: 2) } ?? ""
      table.append([
        field.name.displayed, type(of: field), searched, field.isStored ? "yes" : "no", boost,
      ])
    }
    return table
  }

  private static func table(_ columns: [ColumnInformation]) -> Table {
    var table = Table([
      ("column", .left), ("values", .right), ("missing", .right), ("size", .right),
      ("least", .left), ("greatest", .left),
    ])
    func shown(_ value: ColumnValue?) -> String {
      let text = value?.text ?? ""
      return (text.count > 24 ? text.prefix(24) + "…" : text[...]).description.displayed
    }
    for column in columns {
      table.append([
        column.field.displayed, Quantity.count(column.distinctValues),
        Quantity.count(column.missing), Quantity.bytes(column.byteCount), shown(column.least),
        shown(column.greatest),
      ])
    }
    return table
  }

  private static func segments(_ information: IndexInformation) -> Table {
    let shown = ordered(information.components).map(\.name)
    var table = Table(
      [("segment", .right), ("documents", .right), ("deleted", .right)]
        + shown.map { ($0, .right) } + [("total", .right)])
    for segment in information.segments {
      table.append(
        [
          "\(segment.number)", Quantity.count(segment.liveDocuments),
          Quantity.count(segment.deletedDocuments),
        ]
          + shown.map { Quantity.bytes(segment.components[$0] ?? 0) }
          + [Quantity.bytes(segment.byteCount)])
    }
    if information.segments.count > 1 {
      table.append(
        [
          "all", Quantity.count(information.documents),
          Quantity.count(information.deletedDocuments),
        ]
          + shown.map { Quantity.bytes(information.components[$0] ?? 0) }
          + [Quantity.bytes(information.byteCount)])
    }
    return table
  }
}
