import FihristStorage

/// The tokens of a segment, sorted by term: for each term the positions at which it occurs,
/// ascending.
///
/// A token is known by its global position: its position counted through all documents in the order
/// of their IDs, one 32-bit number that gives both document and position. One counting sort orders
/// the tokens: 6 ns a token, where chains of slices took 24.
@safe
struct Inversion: ~Copyable {
  /// For each term the index of its first token in `tokens`; one more at the end.
  private var starts: GrowingBuffer<UInt32>
  private var tokens: GrowingBuffer<UInt32>
  /// The documents that have positions: where each begins (one more at the end), and its ID.
  private var documentStarts: GrowingBuffer<UInt32>
  private var documentIDs: GrowingBuffer<UInt32>
  /// For each of these documents and each field, one more than the field's last position.
  private(set) var fieldEnds: GrowingBuffer<UInt32>
  /// How many fields there are in `fieldEnds`.
  let fieldCount: Int
  /// For every 64th position the index of its document in `documentStarts`.
  private var coarse: GrowingBuffer<UInt32>

  /// Sorts the tokens of the documents in `order`.
  ///
  /// - Parameters:
  ///   - symbols: The symbols of all documents, fewer than 2^32 of them.
  ///   - terms: For each symbol its term, or ``Vocabulary/hole``; empty if symbols are terms.
  ///   - termCount: Greater than every term.
  ///   - documents: Where the symbols of each document are.
  ///   - order: The documents in the order of their IDs.
  ///   - hasFields: Whether the fields of tokens are recorded.
  init(
    symbols: borrowing GrowingBuffer<UInt32>, terms: borrowing GrowingBuffer<UInt32>,
    termCount: Int, documents: borrowing DocumentTable,
    order: borrowing GrowingBuffer<UInt32>, hasFields: Bool
  ) {
    starts = GrowingBuffer(capacity: termCount + 1)
    starts.fill(count: termCount + 1, with: 0)
    documentStarts = GrowingBuffer(capacity: order.count + 1)
    documentIDs = GrowingBuffer(capacity: order.count)
    fieldCount = hasFields ? documents.fieldCount : 0
    fieldEnds = GrowingBuffer(capacity: order.count * fieldCount)
    coarse = GrowingBuffer()
    tokens = GrowingBuffer()
    layOut(documents, order)
    count(symbols, terms, documents: documents, order: order)
    // Every element is written by what follows.
    let tokenCount = sumUp()
    tokens.reserve(tokenCount)
    tokens.commit(tokenCount)
    distribute(symbols, terms, documents: documents, order: order)
  }

  /// The bytes of memory that the inversion of a segment takes at most.
  static func memoryNeeded(symbols: Int, terms: Int, documents: Int, fields: Int) -> Int {
    4 * symbols + symbols / 16 + 4 * terms + (12 + 4 * fields) * documents
  }

  /// Assigns a range of global positions to every document that has positions.
  private mutating func layOut(
    _ documents: borrowing DocumentTable, _ order: borrowing GrowingBuffer<UInt32>
  ) {
    var next: UInt32 = 0
    for id in 0..<order.count {
      let number = unsafe Int(order.base[id])
      let entry = documents[number]
      if entry.symbolCount == 0 { continue }
      documentStarts.append(next)
      for field in 0..<fieldCount {
        unsafe fieldEnds.append(next + documents.fieldEnds.base[number * fieldCount + field])
      }
      documentIDs.append(UInt32(id))
      next += entry.symbolCount
      let index = UInt32(documentIDs.count - 1)
      while coarse.count << 6 < Int(next) { coarse.append(index) }
    }
    documentStarts.append(next)
  }

  /// Counts each term's tokens in `starts`.
  private mutating func count(
    _ symbols: borrowing GrowingBuffer<UInt32>, _ terms: borrowing GrowingBuffer<UInt32>,
    documents: borrowing DocumentTable, order: borrowing GrowingBuffer<UInt32>
  ) {
    guard terms.count == 0 else {
      return countSymbols(symbols, terms, documents: documents, order: order)
    }
    let counts = unsafe starts.base
    for id in 0..<order.count {
      let entry = unsafe documents[Int(order.base[id])]
      let first = unsafe symbols.base + Int(entry.symbolStart)
      for index in 0..<Int(entry.symbolCount) {
        let symbol = unsafe first[index]
        if symbol != Vocabulary.hole { unsafe counts[Int(symbol)] &+= 1 }
      }
    }
  }

  /// The same for symbols that are not terms: they are counted, and what each counts for is looked
  /// up once.
  private mutating func countSymbols(
    _ symbols: borrowing GrowingBuffer<UInt32>, _ terms: borrowing GrowingBuffer<UInt32>,
    documents: borrowing DocumentTable, order: borrowing GrowingBuffer<UInt32>
  ) {
    var counts = GrowingBuffer<UInt32>()
    counts.fill(count: terms.count, with: 0)
    let bySymbol = unsafe counts.base
    for id in 0..<order.count {
      let entry = unsafe documents[Int(order.base[id])]
      let first = unsafe symbols.base + Int(entry.symbolStart)
      for index in 0..<Int(entry.symbolCount) {
        let symbol = unsafe first[index]
        if symbol != Vocabulary.hole { unsafe bySymbol[Int(symbol)] &+= 1 }
      }
    }
    for symbol in 0..<terms.count {
      let term = unsafe terms.base[symbol]
      if term != Vocabulary.hole { unsafe starts.base[Int(term)] &+= bySymbol[symbol] }
    }
  }

  /// Turns counts into first indices and returns their sum.
  private mutating func sumUp() -> Int {
    var sum: UInt32 = 0
    for term in 0..<starts.count {
      let count = unsafe starts.base[term]
      unsafe starts.base[term] = sum
      sum += count
    }
    return Int(sum)
  }

  /// Appends each token's position to those of its term. This moves each start to the next term's
  /// start, so all are moved back at the end.
  private mutating func distribute(
    _ symbols: borrowing GrowingBuffer<UInt32>, _ terms: borrowing GrowingBuffer<UInt32>,
    documents: borrowing DocumentTable, order: borrowing GrowingBuffer<UInt32>
  ) {
    let cursors = unsafe starts.base
    let tokens = unsafe self.tokens.base
    let bySymbol = unsafe terms.base
    let areTerms = terms.count == 0
    var position: UInt32 = 0
    for id in 0..<order.count {
      let entry = unsafe documents[Int(order.base[id])]
      let first = unsafe symbols.base + Int(entry.symbolStart)
      for index in 0..<Int(entry.symbolCount) {
        var term = unsafe first[index]
        if term != Vocabulary.hole, !areTerms { unsafe term = bySymbol[Int(term)] }
        if term != Vocabulary.hole {
          let target = unsafe cursors[Int(term)]
          unsafe tokens[Int(target)] = position
          unsafe cursors[Int(term)] = target &+ 1
        }
        position &+= 1
      }
    }
    for term in stride(from: starts.count - 1, to: 0, by: -1) {
      unsafe cursors[term] = cursors[term - 1]
    }
    unsafe cursors[0] = 0
  }
}

extension Inversion {
  /// The global positions of `term`, ascending.
  func tokens(of term: Int) -> UnsafeBufferPointer<UInt32> {
    let start = unsafe Int(starts.base[term])
    let end = unsafe Int(starts.base[term + 1])
    return unsafe UnsafeBufferPointer(start: tokens.base + start, count: end - start)
  }

  /// A document with positions, as global positions see it.
  struct Document {
    /// Its index among the documents that have positions.
    var index: Int
    /// Its ID.
    var id: UInt32
    /// Its first position.
    var start: UInt32
    /// One past its last position.
    var end: UInt32
  }

  /// The document of a global position.
  ///
  /// - Parameter hint: The index of the document of the same or an earlier position, or 0.
  /// - Complexity: O(64), usually 1 or 2 steps.
  @inline(__always)
  func document(of position: UInt32, after hint: Int) -> Document {
    let starts = unsafe documentStarts.base
    // Every document here has positions, so 64 positions belong to at most 64 documents.
    var index = unsafe max(hint, Int(coarse.base[Int(position >> 6)]))
    while unsafe starts[index + 1] <= position { index += 1 }
    return unsafe Document(
      index: index, id: documentIDs.base[index], start: starts[index], end: starts[index + 1])
  }
}
