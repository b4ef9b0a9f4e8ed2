/// A family of terms, with the fields that they come from and the analyzer that makes them. Each
/// space has a dictionary, posting lists and statistics of its own, so that one word may be
/// searched at several levels, and one field alone.
///
/// All spaces of a schema split texts into the same words and share the positions of those words.
/// So a text is scanned once, and only one space keeps positions.
package struct TermSpace: Sendable, Hashable {
  /// What a space is for.
  package enum Role: Sendable, Hashable {
    /// The words of all indexed fields: what queries match.
    case words
    /// Their forms without the article, which only rank; see ``LevelWeights``.
    case form
    /// Their roots, which only rank.
    case root
    /// The words of the field of that ordinal alone.
    case field(Int)
  }

  /// What it is for.
  package let role: Role

  /// Its ordinal among the spaces of the schema: the order in which files hold them.
  package let ordinal: Int

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

  /// For each field of the schema, how many positions at its start count twice.
  package let leads: [UInt32]

  /// Whether it is another level of the words, with their lengths.
  package var isLevel: Bool { role == .form || role == .root }

  /// Whether a posting's frequency can differ from its number of positions.
  package var hasExcess: Bool {
    hasPositions && fields.contains { units[$0] != 1 || leads[$0] > 0 }
  }

  /// The most spaces of a schema: each costs a look-up a word.
  package static let maximumCount = 8

  init(_ role: Role, ordinal: Int, _ fields: [Field], indexed: [Int]) {
    self.role = role
    self.ordinal = ordinal
    let first = fields[indexed[0]].indexing
    let words = first?.analyzer ?? ""
    var boosts = fields.map { $0.indexing?.boost ?? 0 }
    var leads = fields.map { UInt32($0.indexing?.leadLength ?? 0) }
    switch role {
    case .words: analyzer = words
    case .form: analyzer = LevelWeights.formAnalyzer(of: words)
    case .root: analyzer = LevelWeights.rootAnalyzer(of: words)
    case .field(let field):
      analyzer = words
      // Alone it is not compared with other fields.
      boosts = fields.indices.map { $0 == field ? 1 : 0 }
      leads = fields.map { _ in 0 }
    }
    if case .field(let field) = role { self.fields = [field] } else { self.fields = indexed }
    hasPositions = role == .words && first?.hasPositions ?? false
    (units, scale) = Self.units(of: boosts)
    self.leads = leads
  }

  /// Boosts as whole numbers of units of 1/scale.
  static func units(of boosts: [Double]) -> (units: [UInt32], scale: UInt32) {
    let quarters = boosts.map { UInt32($0 * 4) }
    let scale: UInt32 =
      quarters.allSatisfy { $0 % 4 == 0 } ? 1 : quarters.allSatisfy { $0 % 2 == 0 } ? 2 : 4
    return (quarters.map { $0 * scale / 4 }, scale)
  }
}

extension TermSpace {
  /// The spaces of a schema: that of all indexed fields first, which queries match.
  static func spaces(of fields: [Field], indexed: [Int], _ levels: LevelWeights?) -> [TermSpace] {
    var roles: [Role] = [.words]
    if let levels, levels.form > 0 { roles.append(.form) }
    if let levels, levels.root > 0 { roles.append(.root) }
    for field in indexed where fields[field].indexing?.isSearchedAlone ?? false {
      roles.append(.field(field))
    }
    return roles.enumerated().map { ordinal, role in
      TermSpace(role, ordinal: ordinal, fields, indexed: indexed)
    }
  }
}
