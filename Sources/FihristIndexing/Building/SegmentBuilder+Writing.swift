import FihristFormat
import FihristKernels
import FihristStorage
import FihristStoredDocuments

/// A segment that was written and belongs to no commit yet.
struct BuiltSegment: Sendable {
  /// What a manifest has to know about it.
  var info: SegmentInfo
  /// For each document, by ID, its place in the whole input.
  var sequences: [UInt64]
  /// How many documents a later one with the same key replaced inside the builder.
  var duplicateCount: Int
}

extension SegmentBuilder {
  /// Writes the segment.
  ///
  /// - Parameters:
  ///   - directory: The directory of the index.
  ///   - number: A number that no segment has had.
  ///   - parameters: The constants of ranking, under which the bounds are computed.
  /// - Throws: `IndexError`; the files that were begun are removed then.
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
    let order = documents.keyOrder()
    let (lengths, ends, sequences) = columns(order)
    let schema = self.schema
    var compressor = DocumentCompressor(proseFields: schema.proseFields)
    swap(&compressor, &self.compressor)
    var texts = unsafe try compressor.finish(order: order.elements)
    // The large blocks that come next have no room in what was freed.
    fihrist_return_freed_memory()
    var writer = try SegmentWriter(
      directory: directory, number: number, schema: schema, parameters: parameters,
      lengths: lengths, lastPositions: schema.hasPositions ? ends : nil, isCanonical: false,
      form: texts.takeForm())
    let inversion = Inversion(
      symbols: symbols, termCount: vocabulary.count, documents: documents, order: order)
    let duplicates = documents.count - order.count
    try Self.writeTerms(inversion, vocabulary, units: units, schema: schema, to: &writer)
    for id in 0..<order.count {
      let index = unsafe Int(order.base[id])
      unsafe try writer.appendDocument(key: documents.key(index), index, of: &texts)
    }
    return BuiltSegment(
      info: try writer.finish(), sequences: sequences, duplicateCount: duplicates)
  }

  /// What the writer and the commit have to know of each document beforehand, by ID.
  private func columns(
    _ order: borrowing GrowingBuffer<UInt32>
  ) -> (lengths: [UInt32], lastPositions: [UInt32], sequences: [UInt64]) {
    var lengths: [UInt32] = []
    var lastPositions: [UInt32] = []
    var sequences: [UInt64] = []
    lengths.reserveCapacity(order.count)
    lastPositions.reserveCapacity(order.count)
    sequences.reserveCapacity(order.count)
    for id in 0..<order.count {
      let entry = unsafe documents[Int(order.base[id])]
      lengths.append(entry.length)
      lastPositions.append(entry.positionEnd == 0 ? 0 : entry.positionEnd - 1)
      sequences.append(entry.sequence)
    }
    return (lengths, lastPositions, sequences)
  }

  /// Writes the terms in the order of their bytes.
  private static func writeTerms(
    _ inversion: borrowing Inversion, _ vocabulary: borrowing Vocabulary,
    units: borrowing GrowingBuffer<UInt32>, schema: Schema, to writer: inout SegmentWriter
  ) throws(IndexError) {
    // The vocabulary has not changed since: its bytes stay where they are.
    let order = vocabulary.byteOrder()
    var buffers = PostingBuffers(schema: schema)
    for index in 0..<order.count {
      let term = unsafe Int(order.base[index])
      buffers.assemble(term, of: inversion, units: units)
      // All documents of a term may have been replaced, and the term with them.
      if buffers.count == 0 { continue }
      unsafe try writer.appendTerm(vocabulary.term(term), buffers.columns)
    }
  }
}
