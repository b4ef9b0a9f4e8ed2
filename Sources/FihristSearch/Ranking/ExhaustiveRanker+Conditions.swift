internal import FihristFormat
internal import FihristStorage
internal import FihristStoredDocuments
internal import FihristText

/// Conditions on positions, patterns and spelling, by looking at everything.
extension ExhaustiveRanker {
  /// The live documents of a segment that match `leaf` by what they have in `fields`, or in any
  /// field.
  func matches(
    _ leaf: Query, inFields fields: [String]?, of reader: SegmentReader
  ) throws(IndexError) -> Set<UInt32> {
    switch leaf.node {
    case .term(let term):
      return try near([Query.PhraseTerm(term: term, offset: 0)], slop: 0, fields, reader)
    case .word(let word):
      return try near([Query.PhraseTerm(term: word.stem, offset: 0)], slop: 0, fields, reader)
    case .phrase(let terms): return try near(terms, slop: 0, fields, reader)
    case .near(let terms, let slop, let isOrdered):
      return try near(terms, slop: slop, isOrdered: isOrdered, fields, reader)
    case .expansion(let expansion): return try expanded(expansion, fields, reader)
    case .exactForm(let form):
      let matcher = try ExactFormMatcher(
        ExactFormCondition(written: form.written, fields: fields), in: reader)
      var found = try matches(form.query, in: reader)
      for document in found where try !matcher.matches(document) { found.remove(document) }
      return found
    default: return try matches(leaf, in: reader)
    }
  }

  /// The live documents of a segment that have a word in `field`.
  func matches(
    anyWordIn field: String, of reader: SegmentReader
  ) throws(IndexError) -> Set<UInt32> {
    var found: Set<UInt32> = []
    for document in try matches(.all, in: reader) {
      for ordinal in FieldMatcher.ordinals(of: [field], in: reader.schema) {
        let positions = try reader.fieldEnds?.positions(ofField: ordinal, in: document)
        if let positions, FieldMatcher.haveWords(positions) { found.insert(document) }
      }
    }
    return found
  }

  private func expanded(
    _ expansion: Query.Expansion, _ fields: [String]?, _ reader: SegmentReader
  ) throws(IndexError) -> Set<UInt32> {
    var found: Set<UInt32> = []
    for lookup in QuerySpaces(reader.schema).expansions(in: fields) {
      found.formUnion(
        lookup.readsText
          ? try written(expansion, fields ?? [], reader)
          : try expanded(expansion, fields, reader, space: lookup.space))
    }
    return found
  }

  /// The live documents of a segment that have a form of `expansion` in the text of `fields`.
  private func written(
    _ expansion: Query.Expansion, _ fields: [String], _ reader: SegmentReader
  ) throws(IndexError) -> Set<UInt32> {
    let schema = reader.schema
    let wanted = schema.fields.indices.filter { fields.contains(schema.fields[$0].name) }
    guard wanted.allSatisfy({ schema.fields[$0].isStored }),
      let forms = Analyzer(named: schema.analyzerName)?.forms
    else { return [] }
    let automaton: TermAutomaton
    do throws(PatternError) { automaton = try TermAutomaton(expansion) } catch {
      throw IndexError(error)
    }
    var found: Set<UInt32> = []
    for document in try matches(.all, in: reader) {
      for value in try reader.storedDocument(document).fields where wanted.contains(value.field) {
        let terms = forms.tokens(in: String(decoding: value.text, as: UTF8.self)).map(\.term)
        if terms.contains(where: { automaton.accepts(Array($0.utf8)) }) { found.insert(document) }
      }
    }
    return found
  }

  private func expanded(
    _ expansion: Query.Expansion, _ fields: [String]?, _ reader: SegmentReader, space: Int
  ) throws(IndexError) -> Set<UInt32> {
    let automaton: TermAutomaton
    do throws(PatternError) { automaton = try TermAutomaton(expansion) } catch {
      throw IndexError(error)
    }
    var found: Set<UInt32> = []
    var cursor = reader.spaces[space].makeTermCursor()
    while try cursor.next() {
      automaton.forgetIfLarge()
      var state = TermAutomaton.start
      var scalars = ScalarDecoder(cursor.bytes)
      while state != TermAutomaton.dead, let scalar = scalars.next() {
        state = automaton.following(state, scalar)
      }
      guard state != TermAutomaton.dead, automaton.cost(state) != nil else { continue }
      if fields == nil {
        found.formUnion(try postings(of: cursor.bytes, space: space, in: reader).keys)
      } else {
        let term = Query.PhraseTerm(term: cursor.bytes, offset: 0)
        found.formUnion(try near([term], slop: 0, fields, reader))
      }
    }
    return found
  }

  private func near(
    _ terms: [Query.PhraseTerm], slop: Int, isOrdered: Bool = false, _ fields: [String]?,
    _ reader: SegmentReader
  ) throws(IndexError) -> Set<UInt32> {
    var all: [[UInt32: [UInt32]]] = []
    for term in terms { all.append(try positions(of: term.term, in: reader)) }
    let schema = reader.schema
    let wanted =
      fields.map { FieldMatcher.ordinals(of: $0, in: schema) }
      ?? Array(schema.indexedFields.indices)
    var found: Set<UInt32> = []
    for document in all[0].keys {
      for field in wanted {
        guard let range = try reader.fieldEnds?.positions(ofField: field, in: document) else {
          continue
        }
        let here = all.map { positions -> [UInt32] in
          guard let positions = positions[document] else { return [] }
          return (positions.isEmpty ? [0] : positions).filter(range.contains)
        }
        if Self.isNear(terms, here, slop: slop, isOrdered: isOrdered, []) {
          found.insert(document)
          break
        }
      }
    }
    return found
  }

  /// Whether the occurrences chosen for the first terms can be completed: tries all.
  private static func isNear(
    _ terms: [Query.PhraseTerm], _ positions: [[UInt32]], slop: Int, isOrdered: Bool,
    _ chosen: [Int]
  ) -> Bool {
    let shifted = zip(chosen, terms).map { $0 - $1.offset }
    if let least = shifted.min(), let most = shifted.max(), most - least > slop { return false }
    guard chosen.count < terms.count else { return true }
    return positions[chosen.count].contains { position in
      let position = Int(position)
      // Two terms never stand at one position, so this forbids one occurrence for two of them.
      guard !chosen.contains(position), !isOrdered || chosen.last.map({ $0 < position }) ?? true
      else { return false }
      return isNear(terms, positions, slop: slop, isOrdered: isOrdered, chosen + [position])
    }
  }
}
