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

  /// A schema of several term spaces: words of one level or three, and those of the first field
  /// alone. The last field has a lead.
  static func spaces(
    analyzer: String, boosts: [Double] = [2, 1], positions: Bool = true
  ) -> Schema {
    var fields = boosts.enumerated().map { index, boost in
      Field.text(
        "text\(index)", analyzer: analyzer, boost: boost, hasPositions: positions,
        isSearchedAlone: index == 0, leadLength: index == boosts.count - 1 ? 3 : 0)
    }
    fields.insert(.keyword("source"), at: 1)
    guard let schema = try? Schema(fields: fields) else { preconditionFailure() }
    return schema
  }

  static let all: [Schema] = [
    .article, make(positions: false), make(boosts: [1]), make(boosts: [1, 1]),
    make(boosts: [3]), make(boosts: [0.25, 1.5, 2]), make(analyzer: "lucene"),
    make(analyzer: "exact", positions: false, boosts: [1]), make(analyzer: "whitespace"),
    spaces(analyzer: "exact"), spaces(analyzer: "arabic"),
    spaces(analyzer: "arabic", boosts: [1]),
    spaces(analyzer: "arabic", boosts: [1, 0.5], positions: false),
  ]
}
