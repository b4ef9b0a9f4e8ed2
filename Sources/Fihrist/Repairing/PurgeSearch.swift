internal import FihristStoredDocuments

/// Finds the documents to purge, and remembers what they stored.
struct PurgeSearch {
  /// The bytes of the keys.
  let keys: Set<[UInt8]>

  /// The keys in the order in which they were given, each once.
  private let order: [[UInt8]]
  private var found: Set<[UInt8]> = []

  /// What the documents stored, where they stored anything.
  private(set) var records: Set<[UInt8]> = []

  /// How many segments hold any of them.
  private var segmentCount = 0

  init(_ keys: [String]) {
    var seen: Set<[UInt8]> = []
    order = keys.map { [UInt8]($0.utf8) }.filter { seen.insert($0).inserted }
    self.keys = seen
  }

  /// The live documents of a segment that are not purged; `nil` if it holds none of the keys,
  /// deleted or not.
  mutating func documents(toKeepOf reader: SegmentReader) throws(IndexError) -> LiveDocuments? {
    var live = reader.live ?? LiveDocuments(allLive: reader.documentCount)
    var isTouched = false
    for key in order {
      guard let document = try reader.document(withKey: key) else { continue }
      let stored = try reader.storedDocument(document)
      if !stored.fields.isEmpty { records.insert(stored.record) }
      live.remove(document)
      found.insert(key)
      isTouched = true
    }
    if isTouched { segmentCount += 1 }
    return isTouched ? live : nil
  }

  /// The report before the proof.
  var report: IndexPurge.Report {
    func text(_ keys: [[UInt8]]) -> [String] { keys.map { String(decoding: $0, as: UTF8.self) } }
    return IndexPurge.Report(
      purged: text(order.filter(found.contains)),
      absent: text(order.filter { !found.contains($0) }), rewrittenSegments: segmentCount)
  }
}
