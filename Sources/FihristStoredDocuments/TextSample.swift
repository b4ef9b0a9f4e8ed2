internal import FihristStorage

/// Some of a segment's records, for estimating whether prose is smaller as words or compressed as
/// it is.
///
/// The estimate depends on the records alone.
struct TextSample {
  /// How many documents are sampled, evenly spread; all if there are fewer.
  static let documentCount = 256

  /// Larger records are not sampled.
  private static let largestRecord = 256 << 10

  /// Sampling ends when the records reach this many bytes.
  private static let sufficientByteCount = 4 << 20

  /// Fields with fewer letters in the sample are not judged separately.
  private static let leastLetterCount = 64 << 10

  private var bytes: [UInt8] = []
  private var ends: [Int] = []

  /// Which of `count` documents to sample, ascending.
  static func indices(in count: Int) -> [Int] {
    guard count > documentCount else { return Array(0..<count) }
    return (0..<documentCount).map { $0 * count / documentCount }
  }

  /// Takes a record.
  mutating func append(_ record: UnsafeBufferPointer<UInt8>) {
    guard record.count <= Self.largestRecord, bytes.count < Self.sufficientByteCount else { return }
    unsafe bytes.append(contentsOf: record)
    ends.append(bytes.count)
  }

  /// Those of `fields` whose words recur often enough to be worth a vocabulary. A field is not
  /// worth it if three quarters of its letters are in words that are new.
  func prose(among fields: UInt64) throws(IndexError) -> UInt64 {
    var splitter = RecordSplitter()
    var seen: [Bool] = []
    var letters = [Int](repeating: 0, count: StoredDocument.maximumFieldCount)
    var newLetters = letters
    unsafe try forEachRecord { (record) throws(IndexError) in
      unsafe try splitter.split(record, words: fields)
      seen.append(contentsOf: repeatElement(false, count: splitter.table.count - seen.count))
      var field = 0
      for index in 0..<splitter.symbols.count {
        let symbol = unsafe splitter.symbols.base[index]
        guard symbol >= WordTable.join else {
          field = symbol == WordTable.end ? field : Int(symbol) - 1
          continue
        }
        let count = splitter.table.letters(of: symbol).count
        letters[field] += count
        if !seen[Int(symbol)] { newLetters[field] += count }
        seen[Int(symbol)] = true
      }
    }
    var prose = fields
    for field in 0..<StoredDocument.maximumFieldCount
    where letters[field] >= Self.leastLetterCount && newLetters[field] > letters[field] / 4 * 3 {
      prose &= ~(1 << UInt64(field))
    }
    return prose
  }

  /// Whether documents are smaller with the words of `book`.
  ///
  /// - Parameters:
  ///   - documentCount: how many documents there are; each pads its last byte of codes.
  ///   - symbolCount: the number of their symbols.
  ///   - restByteCount: bytes of their records without the values that are words.
  func prefersWords(
    _ book: WordBook, documentCount: Int, symbolCount: Int, restByteCount: Int
  ) throws(IndexError) -> Bool {
    var whole = Estimate()
    var rest = Estimate()
    var splitter = RecordSplitter()
    unsafe try forEachRecord { (record) throws(IndexError) in
      unsafe try splitter.split(record, words: book.fields)
      let weight = Self.weight(
        symbolCount: splitter.symbols.count, restByteCount: splitter.rest.count)
      unsafe try whole.append(record, weight: weight)
      if splitter.rest.isEmpty { return }
      unsafe try splitter.rest.withUnsafeBufferPointer { (record) throws(IndexError) in
        unsafe try rest.append(record, weight: record.count)
      }
    }
    let words = book.section.count + book.bitCount / 8 + documentCount / 2
    return words + (try rest.finish(weight: restByteCount))
      < (try whole.finish(
        weight: Self.weight(symbolCount: symbolCount, restByteCount: restByteCount)))
  }

  /// The approximate byte count of records with `symbolCount` symbols and `restByteCount` other
  /// bytes.
  private static func weight(symbolCount: Int, restByteCount: Int) -> Int {
    8 * symbolCount + restByteCount
  }

  private func forEachRecord(
    _ body: (UnsafeBufferPointer<UInt8>) throws(IndexError) -> Void
  ) throws(IndexError) {
    unsafe try bytes.withUnsafeBufferPointer { (bytes) throws(IndexError) in
      var start = 0
      for end in ends {
        unsafe try body(UnsafeBufferPointer(rebasing: bytes[start..<end]))
        start = end
      }
    }
  }
}

/// An estimate of the bytes of all frames, from a sample of the records.
private struct Estimate: ~Copyable {
  private var encoder = RecordEncoder()
  private var weight = 0
  private var frameByteCount = 0

  init() {}

  /// Takes a record, which counts as `weight`.
  mutating func append(
    _ record: UnsafeBufferPointer<UInt8>, weight: Int
  ) throws(IndexError) {
    self.weight += weight
    unsafe try encoder.append(record) { frameByteCount += $0.count }
  }

  /// The bytes of the frames of records with the total weight `weight`, including their dictionary.
  consuming func finish(weight: Int) throws(IndexError) -> Int {
    unsafe try encoder.finish { frameByteCount += $0.count }
    guard self.weight > 0 else { return weight / 3 }
    let ratio = Double(frameByteCount) / Double(self.weight)
    return encoder.dictionary.count + Int(ratio * Double(weight))
  }
}
