import FihristFormat
import FihristKernels
import FihristStorage
import FihristStoredDocuments

extension SegmentBuilder {
  /// Writes the segment.
  ///
  /// - Parameters:
  ///   - directory: The directory of the index.
  ///   - number: A number that no segment has had.
  ///   - parameters: The ranking parameters for which the bounds are computed.
  /// - Throws: `IndexError`; the files that were started are then removed.
  /// - Complexity: O(tokens + terms · log(terms)).
  consuming func write(
    to directory: IndexDirectory, number: UInt64, parameters: RankingParameters
  ) throws(IndexError) -> BuiltSegment {
    do {
      return try writeFiles(to: directory, number: number, parameters: parameters)
    } catch {
      directory.removeSegment(number)
      throw error
    }
  }

  private consuming func writeFiles(
    to directory: IndexDirectory, number: UInt64, parameters: RankingParameters
  ) throws(IndexError) -> BuiltSegment {
    vocabulary.forgetSpellings()
    var repeated = RepeatedKeys()
    let order = documents.keyOrder(repeated: &repeated)
    var columns: [SpaceColumns] = []
    for space in schema.termSpaces {
      if space.isLevel {
        columns.append(SpaceColumns(lengths: columns[0].lengths, lastPositions: nil))
      } else {
        columns.append(withSymbols(of: space) { self.columns(of: space, $0, $1, order) })
      }
    }
    var compressor = DocumentCompressor(proseFields: schema.proseFields)
    swap(&compressor, &self.compressor)
    var texts = unsafe try compressor.finish(order: order.elements)
    // The large blocks that come next do not fit into what was freed.
    fihrist_return_freed_memory()
    var writer = try SegmentWriter(
      directory: directory, number: number, schema: schema, parameters: parameters,
      spaces: columns, isCanonical: false, form: texts.takeForm())
    var signatures: CollectedSignatures?
    for space in schema.termSpaces {
      try withSymbols(of: space) { (symbols, bySymbol) throws(IndexError) in
        let terms = vocabulary.terms(of: space)
        if space.role == .words, schema.hasSignatures {
          signatures = self.signatures(symbols, bySymbol, terms.terms, order)
        }
        try write(terms.terms, of: space, symbols, bySymbol, order, to: &writer)
      }
    }
    try self.columns.write(order, to: &writer)
    if let signatures { try writer.appendSignatures(signatures) }
    var sequences: [UInt64] = []
    sequences.reserveCapacity(order.count)
    for id in 0..<order.count {
      let index = unsafe Int(order.base[id])
      sequences.append(documents[index].sequence)
      unsafe try writer.appendDocument(
        key: documents.key(index), fieldEnds: documents.fieldEnds(index), index, of: &texts)
    }
    return BuiltSegment(
      info: try writer.finish(), sequences: sequences,
      duplicateCount: documents.count - order.count, repeatedKeys: repeated)
  }

  /// Calls `body` with symbols and what each of them is in `space`: its term or a hole; or with
  /// nothing in addition if the symbols are the terms of the space.
  private func withSymbols<Result, Failure: Error>(
    of space: TermSpace,
    _ body: (
      _ symbols: borrowing GrowingBuffer<UInt32>, _ terms: borrowing GrowingBuffer<UInt32>
    ) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let nothing = GrowingBuffer<UInt32>()
    if space.role == .words || schema.indexedFields.allSatisfy({ space.fields.contains($0) }) {
      if vocabulary.hasOneLevel { return try body(symbols, nothing) }
      return try body(symbols, vocabulary.termsBySymbol(in: space))
    }
    return try body(ownSymbols(of: space), nothing)
  }

  /// The symbols as terms of `space`, with holes in the fields that it does not have.
  private func ownSymbols(of space: TermSpace) -> GrowingBuffer<UInt32> {
    var own = GrowingBuffer<UInt32>(capacity: symbols.count)
    own.fill(count: symbols.count, with: Vocabulary.hole)
    for index in 0..<documents.count {
      let first = Int(documents[index].symbolStart)
      let ends = unsafe documents.fieldEnds(index)
      var start = 0
      for (ordinal, field) in schema.indexedFields.enumerated() {
        let end = unsafe Int(ends[ordinal])
        defer { start = end }
        guard space.fields.contains(field) else { continue }
        for symbol in first + start..<first + end {
          let word = unsafe symbols.base[symbol]
          if word == Vocabulary.hole { continue }
          unsafe own.base[symbol] = vocabulary.term(of: word, in: space)
        }
      }
    }
    return own
  }

  /// What the writer has to know in advance about each document in `space`, by ID.
  private func columns(
    of space: TermSpace, _ symbols: borrowing GrowingBuffer<UInt32>,
    _ terms: borrowing GrowingBuffer<UInt32>, _ order: borrowing GrowingBuffer<UInt32>
  ) -> SpaceColumns {
    var lengths: [UInt32] = []
    var lastPositions: [UInt32] = []
    lengths.reserveCapacity(order.count)
    lastPositions.reserveCapacity(space.hasPositions ? order.count : 0)
    for id in 0..<order.count {
      let index = unsafe Int(order.base[id])
      let entry = documents[index]
      let row = unsafe UnsafeBufferPointer(
        start: symbols.base + Int(entry.symbolStart), count: Int(entry.symbolCount))
      let bySymbol = unsafe terms.elements
      unsafe lengths.append(
        length(of: row, bySymbol, in: space, ends: documents.fieldEnds(index)))
      guard space.hasPositions else { continue }
      var end = row.count
      while unsafe end > 0 && Self.isHole(row[end - 1], bySymbol) { end -= 1 }
      lastPositions.append(UInt32(max(0, end - 1)))
    }
    return SpaceColumns(lengths: lengths, lastPositions: space.hasPositions ? lastPositions : nil)
  }

  /// Whether a symbol stands for no term of the space whose terms `bySymbol` has, as
  /// ``withSymbols(of:_:)`` gives them.
  @inline(__always)
  private static func isHole(
    _ symbol: UInt32, _ bySymbol: UnsafeBufferPointer<UInt32>
  ) -> Bool {
    if symbol == Vocabulary.hole || bySymbol.isEmpty { return symbol == Vocabulary.hole }
    return unsafe bySymbol[Int(symbol)] == Vocabulary.hole
  }

  /// Σ units · tokens of a document.
  private func length(
    of row: UnsafeBufferPointer<UInt32>, _ bySymbol: UnsafeBufferPointer<UInt32>,
    in space: TermSpace, ends: UnsafeBufferPointer<UInt32>
  ) -> UInt32 {
    var length: UInt64 = 0
    var start = 0
    for (ordinal, field) in schema.indexedFields.enumerated() {
      let end = unsafe Int(ends[ordinal])
      var tokens: UInt64 = 0
      for position in start..<end {
        unsafe tokens &+= Self.isHole(row[position], bySymbol) ? 0 : 1
      }
      length += tokens * UInt64(space.units[field])
      start = end
    }
    return UInt32(min(length, UInt64(Int32.max)))
  }

  /// Writes the terms of `space` in the order of their bytes.
  private func write(
    _ terms: borrowing TermTable, of space: TermSpace, _ symbols: borrowing GrowingBuffer<UInt32>,
    _ bySymbol: borrowing GrowingBuffer<UInt32>, _ order: borrowing GrowingBuffer<UInt32>,
    to writer: inout SegmentWriter
  ) throws(IndexError) {
    let units = TermUnits(space, fields: schema.indexedFields)
    // No term is added after the last document, so the bytes do not move.
    let inversion = Inversion(
      symbols: symbols, terms: bySymbol, termCount: terms.count, documents: documents,
      order: order, hasFields: units.common == nil)
    let termOrder = terms.byteOrder()
    var buffers = PostingBuffers(space)
    for index in 0..<termOrder.count {
      let term = unsafe Int(termOrder.base[index])
      buffers.assemble(term, of: inversion, units: units)
      // All documents of a term may have been replaced; the term is then gone too.
      if buffers.count == 0 { continue }
      unsafe try writer.appendTerm(terms.term(term), inSpace: space.ordinal, buffers.columns)
    }
  }
}
