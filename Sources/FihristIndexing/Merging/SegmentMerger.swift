import FihristFormat
import FihristKernels
import FihristStorage
import FihristStoredDocuments

/// Merges several segments into one, without their deleted documents.
///
/// Documents are in the order of their keys, the dictionary of the stored texts is trained again,
/// and posting lists are written again: the bytes are a function of the live documents, the schema
/// and the parameters, whatever segments the documents were in.
///
/// It streams. It holds in memory about 34 bytes a document, the longest posting list, and about 30
/// bytes for each distinct word of the stored texts, which are read twice. Pages are released after
/// they were read.
struct SegmentMerger {
  /// A segment to merge, with its live documents when the merge starts.
  struct Source: Sendable {
    /// The segment.
    var reader: SegmentReader
    /// Its live documents; `nil` if all live.
    var live: LiveDocuments?
  }

  /// The result of a merge.
  struct Result: Sendable {
    /// The new segment; `nil` if no document was live.
    var info: SegmentInfo?
    /// For each source the new IDs of its documents.
    var maps: [DocumentMap]
  }

  /// How many documents or terms are processed between two checks for cancellation and rest.
  static let pacingInterval = 256

  let sources: [Source]
  let directory: IndexDirectory
  let number: UInt64
  let schema: Schema
  let parameters: RankingParameters
  /// For what it merges.
  var purpose = MergePurpose.merge
  /// The fraction of time that it may work.
  var share = MergeShare(1)
  /// Checked from time to time.
  let isCancelled: @Sendable () -> Bool

  /// Merges, if the disk has enough space, and reads back what it has written.
  ///
  /// - Throws: `CancellationError` if it was cancelled, else `IndexError`; no file is left then.
  func run() throws -> Result {
    try checkSpace()
    defer { fihrist_return_freed_memory() }
    do {
      return try merge(MergePacer(share: share, isCancelled: isCancelled))
    } catch {
      directory.removeSegment(number)
      throw error
    }
  }

  private func merge(_ pacer: MergePacer) throws -> Result {
    let order = try DocumentOrder(sources, pacer.step)
    releasePages()
    guard order.count > 0 else { return Result(info: nil, maps: order.maps) }
    let form = try surveyTexts(order.holders, pacer)
    // The memory for counting the words is free now, and nothing as large is needed again.
    fihrist_return_freed_memory()
    var writer = try SegmentWriter(
      directory: directory, number: number, schema: schema, parameters: parameters,
      spaces: order.spaces, isCanonical: true, form: form)
    let counts = try mergeTerms(order.maps, into: &writer, pacer)
    try mergeDocuments(order.holders, into: &writer, pacer)
    try mergeColumns(order.holders, into: &writer, pacer)
    let info = try writer.finish()
    try verify(info, order: order, counts: counts, pacer: pacer)
    return Result(info: info, maps: order.maps)
  }

  /// Chooses how to store the texts; the choice depends on the texts alone.
  private func surveyTexts(
    _ holders: [KeyMerge.Holder], _ pacer: MergePacer
  ) throws -> StoredForm {
    var survey = TextSurvey(proseFields: schema.proseFields)
    if survey.isDecided { return .records }
    var behind = ReadBehind(sources)
    for id in TextSurvey.sampledDocuments(of: holders.count) {
      let holder = holders[id]
      behind.advance(by: ReadBehind.sampleByteCount)
      unsafe try sources[holder.segment].reader.withStoredRecord(holder.document) { record in
        unsafe record.withMemoryRebound(to: UInt8.self) { unsafe survey.sample($0) }
      }
    }
    for (id, holder) in holders.enumerated() {
      if id % Self.pacingInterval == 0 { try pacer.step() }
      if survey.isDecided { break }
      behind.advance(by: behind.documentByteCount)
      try survey.count(
        holder.document, of: sources[holder.segment].reader.documents, source: holder.segment)
    }
    return try survey.finish()
  }

  private func releasePages() {
    for source in sources { source.reader.releasePages() }
  }

  private func mergeTerms(
    _ maps: [DocumentMap], into writer: inout SegmentWriter, _ pacer: MergePacer
  ) throws -> WrittenCounts {
    var counts = WrittenCounts()
    var behind = ReadBehind(sources)
    for space in schema.termSpaces {
      var merge = try TermMerge(sources, maps, space: space)
      var count = 0
      while try merge.next() {
        if count % Self.pacingInterval == 0 { try pacer.step() }
        count += 1
        // All documents of a term may be deleted; the term is then dropped.
        if merge.buffers.count == 0 { continue }
        counts.terms += 1
        counts.postings += merge.buffers.count
        // Decoded postings and positions take about four times the bytes that were read.
        behind.advance(by: 4 * merge.buffers.count + merge.buffers.positions.count)
        unsafe try merge.term.withUnsafeBufferPointer { term in
          unsafe try writer.appendTerm(term, inSpace: space.ordinal, merge.buffers.columns)
        }
      }
    }
    return counts
  }

  private func mergeColumns(
    _ holders: [KeyMerge.Holder], into writer: inout SegmentWriter, _ pacer: MergePacer
  ) throws {
    for field in schema.columnFields {
      try pacer.step()
      var keywords: [KeywordColumn] = []
      var numbers: [NumberColumn] = []
      for source in sources {
        switch try source.reader.columns?.column(field) {
        case .keyword(let column): keywords.append(column)
        case .number(let column): numbers.append(column)
        case nil: break
        }
      }
      if schema.fields[field].type == .keyword {
        try writer.appendColumn(try MergedKeywords(keywords, holders))
      } else {
        try writer.appendColumn(MergedNumbers(sources: numbers, holders: holders))
      }
    }
    guard schema.hasSignatures else { return }
    var signatures: [SignatureColumn] = []
    for source in sources {
      if let column = try source.reader.columns?.signatures() { signatures.append(column) }
    }
    try writer.appendSignatures(MergedSignatures(sources: signatures, holders: holders))
  }

  private func mergeDocuments(
    _ holders: [KeyMerge.Holder], into writer: inout SegmentWriter, _ pacer: MergePacer
  ) throws {
    var cursors = sources.map { KeyWalk($0.reader.makeKeyCursor()) }
    var ends: [UInt32] = []
    var behind = ReadBehind(sources)
    for (id, holder) in holders.enumerated() {
      if id % Self.pacingInterval == 0 { try pacer.step() }
      behind.advance(by: behind.documentByteCount)
      let key = try cursors[holder.segment].key(of: holder.document)
      let reader = sources[holder.segment].reader
      try reader.fieldEnds?.read(holder.document, into: &ends)
      unsafe try key.withUnsafeBufferPointer { (key) throws(IndexError) in
        unsafe try ends.withUnsafeBufferPointer { (ends) throws(IndexError) in
          unsafe try writer.appendDocument(
            key: key, fieldEnds: ends, holder.document, of: reader, source: holder.segment)
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

  /// The key of `document`, which is not below the documents of earlier calls.
  mutating func key(of document: UInt32) throws(IndexError) -> [UInt8] {
    while steps <= document, try cursor.next() { steps += 1 }
    return cursor.key
  }
}
