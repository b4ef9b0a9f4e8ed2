import Fihrist
import FihristAnswers
import FihristArchive

/// What an index consists of, for people.
enum InfoReport {
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
    var facts = [
      ("documents", "\(Quantity.count(information.documents))\(waiting)"),
      ("segments", "\(Quantity.count(information.segments.count))"),
      ("size", "\(Quantity.bytes(information.byteCount))"),
      ("analyzer", "\(information.analyzer)"),
      (
        "ranking",
        "BM25, k1 \(information.parameters.k1), b \(information.parameters.b), "
          + "average length \(Quantity.decimal(information.averageLength, decimals: 1))"
      ),
      ("levels", "\(levels(information.schema.levels))"),
      ("signatures", "\(information.schema.hasSignatures ? "32 bytes a document" : "none")"),
      ("commit", "\(information.generation)"),
      ("format", "\(information.formatVersion)"),
    ]
    for datum in information.orderedUserData {
      facts.append(("user data", "\(datum.name.displayed): \(datum.value.displayed)"))
    }
    var lines = facts.flatMap { terminal.hanging($0.0.padded(to: 12), $0.1) }
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
    let shown = IndexInformation.ordered(information.components).map(\.name)
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
