import FihristFormat
import FihristTestSupport
@testable import FihristIndexing

/// Schemas that take different paths through the builder.
enum TestSchema {
  static func make(
    analyzer: String = "arabic", positions: Bool = true, boosts: [Double] = [2, 1]
  ) -> Schema {
    var fields = boosts.enumerated().map { index, boost in
      Field.text(
        "text\(index)", analyzer: analyzer, boost: boost, hasPositions: positions,
        isStored: index % 2 == 0)
    }
    fields.insert(.keyword("source"), at: min(1, fields.count))
    if boosts.count > 1 {
      fields += [
        .integer("number"), .decimal("rating", isStored: false), .date("day"), .boolean("flag"),
        .keyword("tags", isStored: false), .keyword("path", hasColumn: false),
      ]
    }
    // Every combination above is a possible schema.
    guard let schema = try? Schema(fields: fields) else { preconditionFailure() }
    return schema
  }

  /// A schema of several term spaces: exact forms with positions, stems without, and stems of the
  /// first field alone.
  static func spaces(boosts: [Double] = [2, 1]) -> Schema {
    let schema = make(analyzer: "exact", boosts: boosts)
    let fields = schema.indexedFields
    // Both analyzers find the same words, and the fields are indexed.
    guard
      let all = try? schema.adding([
        .init(name: "stems", analyzer: "light10", fields: fields, hasPositions: false),
        .init(name: "titles", analyzer: "light10", fields: [fields[0]], hasPositions: true),
      ])
    else { preconditionFailure() }
    return all
  }

  static let all: [Schema] = [
    .article, make(positions: false), make(boosts: [1]), make(boosts: [1, 1]),
    make(boosts: [3]), make(boosts: [0.25, 1.5, 2]), make(analyzer: "lucene"),
    make(analyzer: "exact", positions: false, boosts: [1]), make(analyzer: "whitespace"),
    spaces(), spaces(boosts: [1, 1]),
  ]
}
