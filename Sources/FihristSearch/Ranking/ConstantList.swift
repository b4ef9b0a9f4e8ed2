internal import FihristStorage

/// The documents of a segment that score the same by a condition, in a query's arena.
struct ConstantList {
  /// The documents, ascending, padded as those of an ``ExactCursor``.
  let documents: Column<UInt32>
  let count: Int

  /// Makes the list of `bits`.
  init(_ bits: DocumentBits, in arena: Arena) {
    let count = bits.count
    let padded = (count + 127) & ~127
    let documents: Column<UInt32> = arena.allocate(padded)
    documents.fill(0..<padded, with: ExactCursor.padding)
    var next = 0
    bits.forEach { document in
      documents[next] = document
      next += 1
      return true
    }
    self.documents = documents
    self.count = count
  }
}
