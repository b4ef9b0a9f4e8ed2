internal import FihristFormat
internal import FihristStorage
internal import FihristText

/// The forms that a pattern stands for in certain fields, where only stems can be told by
/// positions: which documents may have one there, and whether a stored text does.
struct FormsInText {
  /// The ordinals of the fields.
  let fields: Set<Int>

  /// The ordinal of the term space that has the words of the field alone; nil if there is none.
  let own: Int?

  /// The stems of the forms. Those that fit the pattern themselves are not among them: all
  /// documents with one are found already.
  let stems: [[UInt8]]

  /// For each segment what it knows about the forms of ``stems``.
  let entries: [[TermEntry]]

  /// What the forms fit.
  let automaton: TermAutomaton

  /// Makes the forms of `terms`, which `expansion` has in the space of forms.
  ///
  /// - Parameters:
  ///   - terms: With their bytes.
  ///   - expansion: The pattern.
  ///   - names: The names of the fields.
  ///   - snapshot: Where to look.
  /// - Returns: nil if a field is not stored.
  /// - Throws: ``IndexError`` of kind `invalid` if `expansion` is not a pattern.
  init?(
    _ terms: [ExpandedTerms.Term], of expansion: Query.Expansion, in names: [String],
    of snapshot: Snapshot
  ) throws(IndexError) {
    let schema = snapshot.manifest.schema
    guard let analyzer = Analyzer(named: schema.analyzerName) else { return nil }
    fields = Set(schema.fields.indices.filter { names.contains(schema.fields[$0].name) })
    guard !fields.isEmpty, fields.allSatisfy({ schema.fields[$0].isStored }) else { return nil }
    own = schema.termSpaces.firstIndex { [fields] space in
      if case .field(let field) = space.role { fields == [field] } else { false }
    }
    do throws(PatternError) { automaton = try TermAutomaton(expansion) } catch {
      throw IndexError(error)
    }
    var stems: Set<[UInt8]> = []
    var entries = [[TermEntry]](repeating: [], count: snapshot.segments.count)
    for term in terms {
      let word = analyzer.queryWords(in: String(decoding: term.bytes, as: UTF8.self)).first?.term
      guard let stem = word.map({ Array($0.utf8) }), !automaton.accepts(stem) else { continue }
      stems.insert(stem)
      for (segment, entry) in term.entries { entries[segment].append(entry) }
    }
    self.stems = Array(stems)
    self.entries = entries
  }
}
