/// A family of terms, with the fields that they come from and the analyzer that makes them. Each
/// space has a dictionary, posting lists, norms and statistics of its own, so that one word may be
/// searched at several levels.
///
/// All spaces of a schema split texts into the same words and share the positions of those words.
/// So a text is scanned once, and only one space needs to keep positions.
package struct TermSpace: Sendable, Hashable {
  /// Its ordinal among the spaces of the schema: the order in which files hold them.
  package let ordinal: Int

  /// Its name, unique in a schema.
  package let name: String

  /// The name of the analyzer that makes its terms.
  package let analyzer: String

  /// The ordinals of the fields whose words it has, ascending.
  package let fields: [Int]

  /// Whether its posting lists keep positions.
  package let hasPositions: Bool

  /// How much one token counts in each field of the schema, in units of 1/``scale``; 0 in fields
  /// whose words it does not have.
  package let units: [UInt32]

  /// Units in a boost of 1: the smallest of 1, 2 and 4 that makes all ``units`` whole.
  package let scale: UInt32

  /// Whether a posting's frequency can differ from its number of occurrences.
  package var hasExcess: Bool { fields.contains { units[$0] != 1 } }

  /// Makes a space from its declaration in the schema.
  init(ordinal: Int, _ declaration: Declaration, boosts: [Double]) {
    self.ordinal = ordinal
    name = declaration.name
    analyzer = declaration.analyzer
    fields = declaration.fields
    hasPositions = declaration.hasPositions
    let quarters = boosts.indices.map { index in
      declaration.fields.contains(index) ? UInt32(boosts[index] * 4) : 0
    }
    let scale: UInt32 =
      quarters.allSatisfy { $0 % 4 == 0 } ? 1 : quarters.allSatisfy { $0 % 2 == 0 } ? 2 : 4
    self.scale = scale
    units = quarters.map { $0 * scale / 4 }
  }
}

extension TermSpace {
  /// The declaration of a space in a schema; the rest follows from its fields.
  package struct Declaration: Sendable, Hashable {
    /// See ``TermSpace/name``.
    package var name: String
    /// See ``TermSpace/analyzer``.
    package var analyzer: String
    /// See ``TermSpace/fields``.
    package var fields: [Int]
    /// See ``TermSpace/hasPositions``.
    package var hasPositions: Bool

    /// Makes a declaration.
    package init(name: String, analyzer: String, fields: [Int], hasPositions: Bool) {
      self.name = name
      self.analyzer = analyzer
      self.fields = fields
      self.hasPositions = hasPositions
    }
  }

  /// Its declaration.
  package var declaration: Declaration {
    Declaration(name: name, analyzer: analyzer, fields: fields, hasPositions: hasPositions)
  }

  /// The most spaces of a schema: a word has few levels, and each space costs a byte a document.
  package static let maximumCount = 8
}

extension Schema {
  /// The spaces of a schema: one of all indexed fields, which queries use, and `additional` ones.
  static func spaces(
    of fields: [Field], indexed: [Int], adding additional: [TermSpace.Declaration]
  ) -> [TermSpace] {
    let first = fields[indexed[0]].indexing
    let words = TermSpace.Declaration(
      name: "words", analyzer: first?.analyzer ?? "", fields: indexed,
      hasPositions: first?.hasPositions ?? false)
    let boosts = fields.map { $0.indexing?.boost ?? 0 }
    return ([words] + additional).enumerated().map { ordinal, declaration in
      TermSpace(ordinal: ordinal, declaration, boosts: boosts)
    }
  }

  /// The declarations of all spaces but the first.
  package var additionalSpaces: [TermSpace.Declaration] {
    termSpaces.dropFirst().map(\.declaration)
  }

  /// This schema with more term spaces, whose terms the same fields have.
  ///
  /// - Throws: ``SchemaError`` for too many spaces, a name that is empty or used twice, fields that
  ///   are not indexed or do not ascend, or positions where the fields keep none.
  package func adding(_ spaces: [TermSpace.Declaration]) throws(SchemaError) -> Schema {
    let all = termSpaces.map(\.declaration) + spaces
    guard all.count <= TermSpace.maximumCount else {
      throw SchemaError(
        reason: "\(all.count) term spaces are too many",
        advice: "keep to \(TermSpace.maximumCount) term spaces")
    }
    for (ordinal, space) in all.enumerated() {
      let isNamed = !space.name.isEmpty && !all[..<ordinal].contains { $0.name == space.name }
      let isAscending = zip(space.fields, space.fields.dropFirst()).allSatisfy { $0 < $1 }
      guard isNamed, isAscending, !space.fields.isEmpty,
        space.fields.allSatisfy(indexedFields.contains), hasPositions || !space.hasPositions
      else {
        throw SchemaError(
          reason: "the term space \"\(space.name)\" is invalid",
          advice:
            "give it another name, and indexed fields in ascending order"
        )
      }
    }
    return Schema(unchecked: self, spaces: additionalSpaces + spaces)
  }
}
