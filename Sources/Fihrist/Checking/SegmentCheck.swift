/// The check of one segment: first each of its files, then, if all are as they were written, their
/// contents.
struct SegmentCheck {
  let directory: IndexDirectory
  let schema: Schema
  let info: SegmentInfo
  let level: IndexCheck.Level
  /// How stored texts are compared with postings; `nil` if they are not compared.
  let comparison: TextComparison.Method?

  /// Runs the check.
  ///
  /// - Parameter progress: Called with the bytes that were checked since the last call.
  /// - Throws: `IndexError`: `unsupported` or `storage`.
  func run(_ progress: (Int) -> Void) throws(IndexError) -> [IndexCheck.Finding] {
    let remains = try SegmentRemains(directory: directory, info: info, schema: schema)
    var findings: [IndexCheck.Finding] = []
    for element in remains.files {
      let finding = try check(element.file, kind: element.kind, of: remains, progress: progress)
      if let finding { findings.append(finding) }
    }
    guard findings.isEmpty, level > .checksums else { return findings }
    do {
      return try checkContents(remains, progress)
    } catch {
      guard error.kind == .damaged else { throw error }
      return [finding(in: remains, file: error.fileName, reason: error.reason, reach: wholeSegment)]
    }
  }

  /// Compares a file with its checksums.
  private func check(
    _ part: SegmentRemains.Part, kind: FileKind, of remains: SegmentRemains,
    progress: (Int) -> Void
  ) throws(IndexError) -> IndexCheck.Finding? {
    switch part.file {
    case .failure(let error):
      let reach = try remains.reach(of: kind, nil)
      return finding(in: remains, file: part.summary.name, reason: error.reason, reach: reach)
    case .success(let file):
      let ranges = file.alteredRanges(progress)
      guard !ranges.isEmpty else { return nil }
      var finding = finding(
        in: remains, file: part.summary.name, reason: Self.reason(ranges),
        reach: try remains.reach(of: kind, ranges))
      finding.ranges = ranges
      return finding
    }
  }

  private static func reason(_ ranges: [Range<Int>]) -> String {
    let shown = ranges.prefix(3).map { "\($0.lowerBound)..<\($0.upperBound)" }
    let more = ranges.count > 3 ? " and \(ranges.count - 3) other ranges" : ""
    return "the checksum of bytes \(shown.joined(separator: ", "))\(more) does not fit"
  }

  /// Decodes everything, and compares it with the stored texts.
  private func checkContents(
    _ remains: SegmentRemains, _ progress: (Int) -> Void
  ) throws(IndexError) -> [IndexCheck.Finding] {
    let reader = try SegmentReader(directory: directory, info: info, schema: schema)
    guard let comparison else {
      try reader.verifyStructure(progress)
      return []
    }
    var texts: TextComparison?
    var known: [Analyzer]?
    if case .possible(let analyzers) = comparison {
      known = analyzers
      texts = TextComparison(reader, analyzers)
    }
    try reader.verifyStructure(progress) { texts?.note($0) }
    var columns = ColumnComparison(reader, known)
    var differing: (words: [UInt32], values: [UInt32], signatures: [UInt32]) = ([], [], [])
    guard texts != nil || columns != nil else { return [] }
    for id in 0..<UInt32(reader.documentCount) {
      let document = try reader.storedDocument(id)
      if try texts?.differs(id, from: document) == true { differing.words.append(id) }
      if try columns?.differs(id, from: document) == true { differing.values.append(id) }
      if try columns?.hasOtherSignature(id, document) == true { differing.signatures.append(id) }
    }
    return [
      finding(in: remains, .postings, Self.otherWords, .rebuild, of: differing.words),
      finding(
        in: remains, .columns, "it does not have the values of the stored texts", .indexAgain,
        of: differing.values),
      finding(in: remains, .columns, Self.otherSignatures, .rebuild, of: differing.signatures),
    ].compactMap(\.self)
  }

  // Every page fits its checksum, and everything can be decoded.
  private static let otherWords = ofAnotherVersion("words")
  private static let otherSignatures = ofAnotherVersion("signatures")

  private static func ofAnotherVersion(_ what: String) -> String {
    "it is as it was written, and has other \(what) than the analyzer makes of the stored texts "
      + "now, so another version has probably written it"
  }

  /// The finding that a file and the stored texts of `documents` contradict each other.
  private func finding(
    in remains: SegmentRemains, _ kind: FileKind, _ reason: String, _ remedy: IndexCheck.Remedy,
    of documents: [UInt32]
  ) -> IndexCheck.Finding? {
    guard !documents.isEmpty else { return nil }
    var finding = finding(
      in: remains, file: IndexFileName.segment(info.number, kind),
      reason: reason, reach: DamageReach(documents: documents))
    // The file can be read: what is in it alone is not lost.
    if finding.remedy != .dropSegment { finding.remedy = remedy }
    return finding
  }

  private var wholeSegment: DamageReach {
    DamageReach(documents: Array(0..<info.documentCount))
  }

  private func finding(
    in remains: SegmentRemains, file: String, reason: String, reach: DamageReach
  ) -> IndexCheck.Finding {
    var documents = documents(reach, remains)
    let remedy = remedy(file, documents)
    // What helps against the damage costs all of them.
    if remedy == .dropSegment { documents = self.documents(wholeSegment, remains) }
    return IndexCheck.Finding(
      file: file, segment: info.number, reason: reason, documents: documents,
      words: reach.terms.map { String(decoding: $0, as: UTF8.self) }, wordCount: reach.termCount,
      remedy: remedy)
  }

  private func documents(
    _ reach: DamageReach, _ remains: SegmentRemains
  ) -> IndexCheck.Documents {
    guard let all = reach.documents else {
      return IndexCheck.Documents(
        count: min(reach.documentLimit, Int(info.liveCount)), isKnown: false)
    }
    let living = all.filter(remains.mayLive)
    let keys = remains.readKeys()
    let named = living.lazy.compactMap { keys[Int($0)] }.prefix(IndexCheck.Documents.keyLimit)
    return IndexCheck.Documents(
      count: min(living.count, Int(info.liveCount)), isKnown: living.count <= info.liveCount,
      keys: named.map { String(decoding: $0, as: UTF8.self) })
  }

  /// Whether the segment can be opened, so that a repair can write it again without the documents
  /// whose stored texts it cannot read.
  private var canOpen: Bool {
    (try? SegmentReader(directory: directory, info: info, schema: schema)) != nil
  }

  /// What helps if the file `name` is damaged. Texts and keys are stored only there; everything
  /// else can be rebuilt from the texts, but for columns of fields that are not stored.
  private func remedy(
    _ name: String, _ documents: IndexCheck.Documents
  ) -> IndexCheck.Remedy {
    if schema.unstoredField != nil {
      return name.hasSuffix(".documents") && canOpen ? .dropDocuments : .dropSegment
    }
    let isUnique = [".documents", ".keys", ".live"].contains { name.hasSuffix($0) }
    if isUnique, documents.count > 0 { return .dropDocuments }
    let isOnlyCopy = name.hasSuffix(".columns") && !schema.unstoredColumns.isEmpty
    return isOnlyCopy ? .dropValues : .indexAgain
  }
}
