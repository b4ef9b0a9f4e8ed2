import FihristFormat
import FihristStorage

/// Makes one segment of several, without their deleted documents.
///
/// Documents come in the order of their keys, the dictionary of the stored texts is trained anew, and
/// posting lists are written again: the bytes are a function of the live documents, the schema and
/// the parameters, whatever segments the documents lay in.
///
/// It streams: in memory are 32 bytes a document and the longest posting list.
struct SegmentMerger {
  /// A segment to merge: what lives of it when the merge begins.
  struct Source: Sendable {
    /// The segment.
    var reader: SegmentReader
    /// Its live documents; `nil` if all live.
    var live: LiveDocuments?
  }

  /// What a merge came to.
  struct Result: Sendable {
    /// The new segment; `nil` if no document lived.
    var info: SegmentInfo?
    /// For each source the new IDs of its documents.
    var maps: [DocumentMap]
  }

  /// Documents and terms between two questions whether the merge is cancelled.
  private static let cancellationInterval = 256

  let sources: [Source]
  let directory: IndexDirectory
  let number: UInt64
  let schema: Schema
  let parameters: RankingParameters
  /// Asked now and then.
  let isCancelled: @Sendable () -> Bool

  /// Merges.
  ///
  /// - Throws: `CancellationError` if it was cancelled, else `IndexError`; no file is left then.
  func run() throws -> Result {
    do {
      return try merge()
    } catch {
      directory.removeSegment(number)
      throw error
    }
  }

  private func merge() throws -> Result {
    let order = try DocumentOrder(sources, checkCancellation)
    guard order.count > 0 else { return Result(info: nil, maps: order.maps) }
    var writer = try SegmentWriter(
      directory: directory, number: number, schema: schema, parameters: parameters,
      lengths: order.lengths, lastPositions: schema.hasPositions ? order.lastPositions : nil,
      isCanonical: true)
    try mergeTerms(order.maps, into: &writer)
    try mergeDocuments(order.holders, into: &writer)
    return Result(info: try writer.finish(), maps: order.maps)
  }

  private func checkCancellation() throws {
    if isCancelled() { throw CancellationError() }
  }

  private func mergeTerms(_ maps: [DocumentMap], into writer: inout SegmentWriter) throws {
    var merge = try TermMerge(sources, maps, schema: schema)
    var count = 0
    while try merge.next() {
      if count % Self.cancellationInterval == 0 { try checkCancellation() }
      count += 1
      // All documents of a term may be gone, and the term with them.
      if merge.buffers.count == 0 { continue }
      unsafe try merge.term.withUnsafeBufferPointer { term in
        unsafe try writer.appendTerm(term, merge.buffers.columns)
      }
    }
  }

  private func mergeDocuments(
    _ holders: [KeyMerge.Holder], into writer: inout SegmentWriter
  ) throws {
    var cursors = sources.map { KeyWalk($0.reader.makeKeyCursor()) }
    for (id, holder) in holders.enumerated() {
      if id % Self.cancellationInterval == 0 { try checkCancellation() }
      let key = try cursors[holder.segment].key(of: holder.document)
      let failure = unsafe try sources[holder.segment].reader.withStoredRecord(holder.document) {
        record in
        unsafe append(key, record, to: &writer)
      }
      if let failure { throw failure }
    }
  }

  private func append(
    _ key: [UInt8], _ record: UnsafeRawBufferPointer, to writer: inout SegmentWriter
  ) -> IndexError? {
    unsafe key.withUnsafeBufferPointer { key in
      unsafe record.withMemoryRebound(to: UInt8.self) { record -> IndexError? in
        do throws(IndexError) {
          unsafe try writer.appendDocument(key: key, record: record)
          return nil
        } catch {
          return error
        }
      }
    }
  }
}

/// The keys of ascending documents of a segment: each block of keys is read once.
private struct KeyWalk {
  private var cursor: KeyCursor
  private var steps: UInt32 = 0

  init(_ cursor: KeyCursor) { self.cursor = cursor }

  /// The key of `document`, which is not below those that were asked for before.
  mutating func key(of document: UInt32) throws(IndexError) -> [UInt8] {
    while steps <= document, try cursor.next() { steps += 1 }
    return cursor.key
  }
}
