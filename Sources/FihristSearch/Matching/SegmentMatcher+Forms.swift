internal import FihristFormat
internal import FihristStorage

/// Forms in the text of fields.
extension SegmentMatcher {
  /// Adds to `having` the documents of `documents` that have one of `forms` in the text of their
  /// fields; `lookup` says where forms are.
  ///
  /// Read are the texts of documents that are not in `having` yet, have a form anywhere, and, where
  /// the field has a term space of its own, a stem of the forms in the field.
  mutating func addForms(
    _ forms: FormsInText?, at lookup: QuerySpaces.Lookup, to having: DocumentBits,
    among documents: DocumentBits
  ) throws(IndexError) {
    guard let forms else { return }
    let space = lists.reader.spaces[lookup.space]
    let candidates = take()
    defer { give(candidates) }
    candidates.clear()
    for (number, entry) in forms.entries[lists.segment.index].enumerated() {
      if number % 16 == 0, scratch.stop.isReached() { return }
      try add(try space.postings(of: entry), to: candidates)
    }
    candidates.keep(documents)
    candidates.remove(having)
    if let own = forms.own, !candidates.isEmpty {
      try keep(forms.stems, of: lists.reader.spaces[own], in: candidates)
    }
    var matcher = FormMatcher(forms, in: lists.reader)
    for document in numbers(of: candidates) {
      if scratch.stop.isReached() { return }
      if try matcher.matches(document) { having.insert(Int(document)) }
    }
  }

  /// Takes the documents out of `documents` that have none of `terms` in `space`.
  private mutating func keep(
    _ terms: [[UInt8]], of space: SegmentSpace, in documents: DocumentBits
  ) throws(IndexError) {
    let having = take()
    defer { give(having) }
    having.clear()
    for (number, term) in terms.enumerated() {
      if number % 16 == 0, scratch.stop.isReached() { break }
      if let entry = try space.term(term) { try add(try space.postings(of: entry), to: having) }
    }
    documents.keep(having)
  }
}
