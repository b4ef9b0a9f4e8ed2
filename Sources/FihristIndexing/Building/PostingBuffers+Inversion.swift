extension PostingBuffers {
  /// Makes these the postings of `term`.
  ///
  /// - Parameters:
  ///   - inversion: The tokens by term.
  ///   - units: What an occurrence counts in each indexed field; one number if in all the same, and
  ///     then the inversion need not know where fields end.
  mutating func assemble(
    _ term: Int, of inversion: borrowing Inversion, units: borrowing GrowingBuffer<UInt32>
  ) {
    removeAll()
    let places = unsafe inversion.places(of: term)
    reserve(postings: 0, positions: places.count)
    if inversion.fieldCount == 0 {
      unsafe assemble(places, inversion, unit: Int(units.base[0]))
    } else {
      unsafe assemble(places, inversion, units: units.base)
    }
  }

  /// All fields count the same.
  private mutating func assemble(
    _ places: UnsafeBufferPointer<UInt32>, _ inversion: borrowing Inversion, unit: Int
  ) {
    var index = 0
    var hint = 0
    while index < places.count {
      let document = unsafe inversion.document(of: places[index], after: hint)
      let first = index
      repeat {
        unsafe positions.append(places[index] &- document.start)
        index += 1
      } while unsafe index < places.count && places[index] < document.end
      endPosting(document: document.id, weight: unit * (index - first), occurrences: index - first)
      hint = document.index
    }
  }

  private mutating func assemble(
    _ places: UnsafeBufferPointer<UInt32>, _ inversion: borrowing Inversion,
    units: UnsafePointer<UInt32>
  ) {
    var index = 0
    var hint = 0
    while index < places.count {
      let document = unsafe inversion.document(of: places[index], after: hint)
      let ends = unsafe inversion.fieldEnds.base + document.index * inversion.fieldCount
      let first = index
      var field = 0
      var weight = 0
      repeat {
        let place = unsafe places[index]
        // The last field ends where the document does, beyond every place of the document.
        while unsafe place >= ends[field] { field += 1 }
        unsafe weight += Int(units[field])
        positions.append(place &- document.start)
        index += 1
      } while unsafe index < places.count && places[index] < document.end
      endPosting(document: document.id, weight: weight, occurrences: index - first)
      hint = document.index
    }
  }
}
