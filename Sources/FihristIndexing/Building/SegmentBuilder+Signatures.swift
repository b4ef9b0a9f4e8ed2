import FihristFormat
import FihristStorage

extension SegmentBuilder {
  /// The signatures of the documents `order`, one behind the other.
  ///
  /// - Parameters:
  ///   - symbols: The symbol at each position.
  ///   - bySymbol: For each symbol its term or a hole; empty if symbols are terms.
  ///   - terms: The bytes of the terms.
  ///   - order: The documents in the order of their IDs.
  /// - Complexity: O(tokens + bytes of the terms).
  func signatures(
    _ symbols: borrowing GrowingBuffer<UInt32>, _ bySymbol: borrowing GrowingBuffer<UInt32>,
    _ terms: borrowing TermTable, _ order: borrowing GrowingBuffer<UInt32>
  ) -> CollectedSignatures {
    var numbers: [UInt64] = []
    numbers.reserveCapacity(terms.count)
    for term in 0..<terms.count { unsafe numbers.append(Shingle.word(terms.term(term))) }
    let signed = Set(schema.signedFields)
    var collected = CollectedSignatures(documentCount: order.count)
    var words: [UInt64] = []
    var longest: [UInt64] = []
    for id in 0..<order.count {
      let index = unsafe Int(order.base[id])
      let first = Int(documents[index].symbolStart)
      let ends = unsafe documents.fieldEnds(index)
      longest.removeAll(keepingCapacity: true)
      var start = 0
      for (ordinal, field) in schema.indexedFields.enumerated() {
        let end = unsafe Int(ends[ordinal])
        defer { start = end }
        guard signed.contains(field) else { continue }
        words.removeAll(keepingCapacity: true)
        for symbol in first + start..<first + end {
          var term = unsafe symbols.base[symbol]
          if term != Vocabulary.hole, bySymbol.count > 0 {
            unsafe term = bySymbol.base[Int(term)]
          }
          if term != Vocabulary.hole { words.append(numbers[Int(term)]) }
        }
        if words.count > longest.count { swap(&words, &longest) }
      }
      collected.append(ofWords: longest)
    }
    return collected
  }
}
