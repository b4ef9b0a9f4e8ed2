internal import FihristFormat
internal import FihristStorage

extension BestDocuments {
  /// Takes those of `documents` that are among the first, and behind `start` if that is given.
  ///
  /// Where the first key is a number the blocks come in the order of their best values, and those
  /// that hold nothing better than what is known are passed over.
  mutating func add(
    _ documents: DocumentBits, behind start: StartFilter?
  ) throws(IndexError) {
    guard let column = columns.first?.numbers else {
      return try documents.forEachDocument { (document) throws(IndexError) in
        try add(document, behind: start)
      }
    }
    let key = columns[0].key
    var blocks = BlockQueue(capacity: column.blockCount)
    let isComplete = column.missingCount == 0
    for index in 0..<column.blockCount where documents.hasDocument(inBlock: index) {
      let codes = column.blockBounds(index).map { key.codes($0) }
      if isComplete, let codes, let start, start.isAfterAll(codes) { continue }
      // A block without a value comes last.
      blocks.append(BlockQueue.Block(best: codes?.lowerBound ?? .max, index: index))
    }
    blocks.order()
    while let next = blocks.popFirst() {
      if let last = lastCode, !last.isMissing, next.best > last.value { break }
      let block = try column.block(next.index)
      try documents.forEachDocument(inBlock: next.index) { (document) throws(IndexError) in
        let code =
          column.hasValue(document)
          ? SortColumn.Code(
            isMissing: false, value: key.code(block[document - block.documents.lowerBound]))
          : SortColumn.missing
        try offer(document, first: code, behind: start)
      }
    }
  }

  /// Takes `document` if it is among the first, and behind `start` if that is given.
  mutating func add(_ document: Int, behind start: StartFilter?) throws(IndexError) {
    let code = try columns[0].code(of: document)
    try offer(document, first: code, behind: start)
  }

  @inline(__always)
  private mutating func offer(
    _ document: Int, first: SortColumn.Code, behind start: StartFilter?
  ) throws(IndexError) {
    if let start, try !start.isBehind(document, first: first, &columns) { return }
    try offer(document, first: first)
  }
}

extension SortKey {
  /// The code of a number: the smaller one comes first. The bitwise complement turns an order
  /// around.
  @inline(__always)
  func code(_ value: Int64) -> Int64 { isDescending ? ~value : value }

  /// The codes of the numbers of `range`.
  func codes(_ range: ClosedRange<Int64>) -> ClosedRange<Int64> {
    isDescending ? ~range.upperBound ... ~range.lowerBound : range
  }
}

extension DocumentBits {
  private static let blockWordCount = NumberColumn.blockDocumentCount / 64

  /// The words with the documents of a block of a column of numbers.
  func words(ofBlock block: Int) -> Range<Int> {
    let first = block * Self.blockWordCount
    return first..<min(first + Self.blockWordCount, words.count)
  }

  /// Whether a document of a block of a column of numbers is in the set.
  func hasDocument(inBlock block: Int) -> Bool {
    var union: UInt64 = 0
    for word in words(ofBlock: block) { union |= words[word] }
    return union != 0
  }

  /// Calls `body` with each document of a block, in order.
  @inline(__always)
  func forEachDocument<Failure: Error>(
    inBlock block: Int, _ body: (Int) throws(Failure) -> Void
  ) throws(Failure) {
    for word in words(ofBlock: block) {
      var rest = words[word]
      while rest != 0 {
        try body(64 &* word &+ rest.trailingZeroBitCount)
        rest &= rest &- 1
      }
    }
  }
}
