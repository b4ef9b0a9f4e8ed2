import Fihrist
import FihristAnswers

/// Copies, for people and for programs.
struct CopiesReport {
  private let clusters: [CopyCluster]
  private let all: Copies
  private let fields: [String]

  init(_ found: Copies, limit: Int) {
    clusters = Array(found.clusters.prefix(limit))
    all = found
    var fields: [String] = []
    for field in clusters.lazy.flatMap(\.documents).flatMap(\.fields)
    where !fields.contains(field.name) { fields.append(field.name) }
    self.fields = fields
  }

  /// Everything in a format, with line ends.
  func text(as format: ReportFormat, for terminal: Terminal) -> String {
    switch format {
    case .table: table(for: terminal).map { $0 + "\n" }.joined()
    case .json:
      JSON.object([
        JSON.Member("documents", .integer(all.documentCount)),
        JSON.Member("copies", .integer(copyCount)),
        JSON.Member("clusters", .array(clusters.map { .array($0.documents.map(Self.object)) })),
      ]).text + "\n"
    case .jsonl:
      clusters.map { JSON.array($0.documents.map(Self.object)).text + "\n" }.joined()
    case .csv, .spreadsheet: rows(format.dialect ?? .exact)
    }
  }

  /// How many articles are in a cluster, beyond the first of each.
  private var copyCount: Int { all.clusters.reduce(0) { $0 + $1.documents.count - 1 } }

  private func table(for terminal: Terminal) -> [String] {
    guard !clusters.isEmpty else { return [] }
    var lines: [String] = []
    for cluster in clusters {
      var table = Table([("overlap", .right), ("key", .left)] + fields.map { ($0, .left) })
      for document in cluster.documents {
        let values = fields.map { name in Self.value(name, document).displayed }
        table.append(
          [Quantity.decimal(document.overlap, decimals: 2), document.key.displayed] + values)
      }
      lines += table.lines(for: terminal) + [""]
    }
    let summary =
      "\(Quantity.count(all.clusters.count, "cluster")) with \(Quantity.count(copyCount)) copies "
      + "beyond the first, of \(Quantity.count(all.documentCount, "document"))"
    return lines + terminal.hanging("", summary, style: terminal.faint)
  }

  private static func value(_ name: String, _ document: CopyCluster.Document) -> String {
    document.fields.filter { $0.name == name }.map(\.text).joined(separator: "; ")
  }

  private static func object(_ document: CopyCluster.Document) -> JSON {
    [
      "key": .string(document.key), "overlap": .number(rounded(document.overlap)),
      "fields": JSON(fields: document.fields),
    ]
  }

  private static func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }

  private func rows(_ dialect: CSVDialect) -> String {
    var text = dialect.heading(["cluster", "size", "key", "overlap"] + fields)
    for (number, cluster) in clusters.enumerated() {
      for document in cluster.documents {
        text += dialect.row(
          [
            String(number + 1), String(cluster.documents.count), document.key,
            "\(Self.rounded(document.overlap))",
          ] + fields.map { Self.value($0, document) })
      }
    }
    return text
  }
}
