internal import FihristStorage

/// The frequent terms of a section that is being written.
struct FrequentTermsTable {
  private var terms: [FrequentTerm] = []

  /// How many terms there are.
  var count: Int { terms.count }

  /// Adds a term if it is frequent.
  mutating func add(_ code: [UInt8], count: Int, _ entry: TermEntry) {
    let term = unsafe code.withUnsafeBufferPointer {
      unsafe FrequentTerm(code: $0.baseAddress!, count: count, entry)
    }
    if let term { terms.append(term) }
  }

  /// Forgets all terms.
  mutating func removeAll() { terms.removeAll(keepingCapacity: true) }

  /// The bytes of the table. They depend on the terms and their order only.
  func bytes() -> [UInt8] {
    let slotCount = FrequentTerm.slotCount(terms: terms.count)
    var slots = [FrequentTerm?](repeating: nil, count: slotCount)
    for term in terms {
      var slot = FrequentTerm.firstSlot(of: term.code, slotCount: slotCount)
      while slots[slot] != nil { slot = slot + 1 == slotCount ? 0 : slot + 1 }
      slots[slot] = term
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(slotCount * FrequentTerm.byteCount)
    let empty = [UInt8](repeating: 0, count: FrequentTerm.byteCount)
    for slot in slots {
      if let slot { slot.append(to: &bytes) } else { bytes += empty }
    }
    return bytes
  }
}
