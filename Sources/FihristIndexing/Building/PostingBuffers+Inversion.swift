import FihristStorage

extension PostingBuffers {
  /// Makes these the postings of `term`.
  ///
  /// - Parameters:
  ///   - inversion: The tokens by term.
  ///   - units: How much an occurrence counts; if that differs by field, the inversion records
  ///     where fields end.
  mutating func assemble(_ term: Int, of inversion: borrowing Inversion, units: TermUnits) {
    removeAll()
    let tokens = unsafe inversion.tokens(of: term)
    reserve(postings: 0, positions: tokens.count)
    if let unit = units.common {
      unsafe assemble(tokens, inversion, unit: Int(unit))
    } else {
      unsafe units.byField.withUnsafeBufferPointer { byField in
        unsafe units.leads.withUnsafeBufferPointer { leads in
          unsafe assemble(
            tokens, inversion, units: byField.baseAddress!, leads: leads.baseAddress!)
        }
      }
    }
  }

  /// All fields count the same.
  private mutating func assemble(
    _ tokens: UnsafeBufferPointer<UInt32>, _ inversion: borrowing Inversion, unit: Int
  ) {
    var index = 0
    var hint = 0
    while index < tokens.count {
      let document = unsafe inversion.document(of: tokens[index], after: hint)
      let first = index
      repeat {
        unsafe positions.append(tokens[index] &- document.start)
        index += 1
      } while unsafe index < tokens.count && tokens[index] < document.end
      endPosting(document: document.id, weight: unit * (index - first), occurrences: index - first)
      hint = document.index
    }
  }

  private mutating func assemble(
    _ tokens: UnsafeBufferPointer<UInt32>, _ inversion: borrowing Inversion,
    units: UnsafePointer<UInt32>, leads: UnsafePointer<UInt32>
  ) {
    var index = 0
    var hint = 0
    while index < tokens.count {
      let document = unsafe inversion.document(of: tokens[index], after: hint)
      let ends = unsafe inversion.fieldEnds.base + document.index * inversion.fieldCount
      let first = index
      var field = 0
      var fieldStart = document.start
      var weight = 0
      repeat {
        let token = unsafe tokens[index]
        // The last field ends where the document does, beyond every position of the document.
        while unsafe token >= ends[field] {
          // A hole stands between two fields.
          unsafe fieldStart = ends[field] > document.start ? ends[field] + 1 : document.start
          field += 1
        }
        let isLead = unsafe token &- fieldStart < leads[field]
        unsafe weight += Int(units[field]) &<< (isLead ? 1 : 0)
        positions.append(token &- document.start)
        index += 1
      } while unsafe index < tokens.count && tokens[index] < document.end
      endPosting(document: document.id, weight: weight, occurrences: index - first)
      hint = document.index
    }
  }
}
