public import FihristIndexing
internal import FihristFormat

/// What an archive holds and what an index would take of it, found by reading all of it.
public struct ArchiveSurvey: Sendable, Hashable {
  /// Something that was counted.
  public struct Count: Sendable, Hashable {
    /// What it is called.
    public var name: String
    /// How often it occurred; at least 1.
    public var count: Int
  }

  /// A document as an index would store it.
  public struct Sample: Sendable, Hashable {
    /// The key.
    public var key: String
    /// The texts of its fields, in the order of the schema, each cut after 200 characters.
    public var values: [(name: String, text: String)]

    /// Whether all of both is the same.
    public static func == (a: Self, b: Self) -> Bool {
      a.key == b.key && a.values.map(\.name) == b.values.map(\.name)
        && a.values.map(\.text) == b.values.map(\.text)
    }

    /// Feeds the key and the texts.
    public func hash(into hasher: inout Hasher) {
      hasher.combine(key)
      for value in values { hasher.combine(value.text) }
    }
  }

  /// How many documents are kept as ``samples``.
  public static let sampleLimit = 10

  /// How many files of each format were opened, by the name that `--format` has for it.
  public private(set) var formats: [Count] = []

  /// How many files are in each encoding.
  public private(set) var encodings: [Count] = []

  /// How many documents an index would take: of those with one key it keeps one.
  public private(set) var documents = 0

  /// How many more have a key that occurred before. What follows is counted without them.
  public private(set) var duplicates = 0

  /// The first of their keys.
  private var repeated = RepeatedKeys()

  /// The keys that occurred, by their hashes: two keys of a billion have one hash with a chance of
  /// one in 37, which changes a count by one.
  private var keys: Set<Int> = []

  /// Bytes of all keys and texts that were read.
  public private(set) var textBytes: UInt64 = 0

  /// In how many documents each field of the schema has a text, in its order; without fields that
  /// none has.
  public private(set) var fields: [Count] = []

  /// How many texts of date fields are dates.
  public private(set) var understoodDates = 0

  /// How many texts of date fields are not, so that filters by date pass over their documents.
  public private(set) var otherDates = 0

  /// The first documents.
  public private(set) var samples: [Sample] = []

  /// What was wrong.
  public private(set) var report = InputReport()

  /// Reads all of `archive`, with the schema and the names that were chosen for it.
  ///
  /// - Throws: ``ArchiveError`` as indexing would.
  /// - Complexity: O(bytes), and some 20 bytes of memory for each document.
  public init(of archive: ArchiveFeed, _ chosen: ArchiveSchema) throws {
    var archive = archive
    archive.mapping = chosen.mapping
    var counts = Array(repeating: 0, count: chosen.schema.fields.count)
    var batch = DocumentBatch()
    while let chunk = try archive.nextChunk() {
      batch.removeAll()
      try ArchiveFeed.parse(chunk, schema: chosen.schema, into: &batch, report: &report)
      textBytes += UInt64(batch.byteCount)
      for document in 0..<batch.count { count(document, of: batch, chosen.schema, &counts) }
    }
    for (field, count) in counts.enumerated() where count > 0 {
      fields.append(Count(name: chosen.schema.fields[field].name, count: count))
    }
    report.add(duplicates: duplicates, repeated)
    repeated = RepeatedKeys()
    keys = []
    formats = Self.counts(archive.reader.openedFormats)
    encodings = Self.counts(archive.reader.openedEncodings)
  }

  private static func counts<Kind: RawRepresentable<String>>(_ all: [Kind: Int]) -> [Count] {
    all.map { Count(name: $0.key.rawValue, count: $0.value) }
      .sorted { ($1.count, $0.name) < ($0.count, $1.name) }
  }

  private mutating func count(
    _ document: Int, of batch: DocumentBatch, _ schema: Schema, _ counts: inout [Int]
  ) {
    let key = Array(batch.bytes(in: batch.key(of: document)))
    guard keys.insert(key.hashValue).inserted else {
      duplicates += 1
      repeated.add(key)
      return
    }
    documents += 1
    var last = -1
    for value in batch.values(of: document) {
      if value.field != last { counts[value.field] += 1 }
      last = value.field
      let field = schema.fields[value.field]
      guard field.type == .date else { continue }
      let written = String(decoding: batch.bytes(in: value.text), as: UTF8.self)
      guard !written.allSatisfy(\.isWhitespace) else { continue }
      let isDate = DateValue(written, of: field).problem == nil
      if isDate { understoodDates += 1 } else { otherDates += 1 }
    }
    if samples.count < Self.sampleLimit { samples.append(Self.sample(document, of: batch, schema)) }
  }

  private static func sample(
    _ document: Int, of batch: DocumentBatch, _ schema: Schema
  ) -> Sample {
    let values = batch.values(of: document).map { value in
      let text = String(decoding: batch.bytes(in: value.text), as: UTF8.self)
      return (name: schema.fields[value.field].name, text: String(text.prefix(200)))
    }
    let key = String(decoding: batch.bytes(in: batch.key(of: document)), as: UTF8.self)
    return Sample(key: key, values: values)
  }
}
