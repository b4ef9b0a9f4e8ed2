import FihristFormat

/// How much an occurrence counts in each indexed field.
struct TermUnits {
  /// For each indexed field.
  let byField: [UInt32]
  /// For each indexed field, how many positions at its start count twice.
  let leads: [UInt32]
  /// The units if they are the same everywhere in the space; then the field does not matter.
  let common: UInt32?

  /// The units of `space` in `fields`.
  init(_ space: TermSpace, fields: [Int]) {
    byField = fields.map { space.units[$0] }
    let first = space.units[space.fields[0]]
    leads = fields.map { space.leads[$0] }
    let isCommon = space.fields.allSatisfy { space.units[$0] == first && space.leads[$0] == 0 }
    common = isCommon ? first : nil
  }
}
