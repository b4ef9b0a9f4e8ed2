import FihristFormat
import FihristStorage
import FihristTestSupport

@testable import FihristSearch

/// A made-up archive whose words are as unevenly frequent as those of a language, the same on every
/// machine: what counts are taken of.
///
/// Only integers decide, and divisions that IEEE 754 rounds alike everywhere.
struct CountCorpus {
  /// Documents: enough for lists of all forms.
  static let documentCount = 20_000
  static let vocabularyCount = 30_000
  static let seed: UInt64 = 20_261_125

  /// For each document its words, by rank: title, then body.
  private(set) var titles: [[Int]] = []
  private(set) var bodies: [[Int]] = []
  /// For each rank the word.
  let words: [[UInt8]]
  /// For each rank its number of postings.
  private(set) var documentFrequencies: [Int]
  private(set) var postingCount = 0
  private(set) var positionCount = 0
  let snapshot: Snapshot
  private let directory: TemporaryDirectory

  init() throws {
    var generator = SeededGenerator(seed: Self.seed)
    words = Self.makeWords(&generator)
    directory = try TemporaryDirectory()
    let frequencies = RankTable(count: Self.vocabularyCount)
    for _ in 0..<Self.documentCount {
      let body = Self.text(8 + Int(generator.next() % 26), frequencies, &generator)
      // Half of a title's words are in the text too.
      titles.append((0..<4).map { $0 < 2 ? body[3 * $0] : frequencies.rank(&generator) })
      bodies.append(body)
    }
    let lists = CountPostings(titles, bodies, termCount: Self.vocabularyCount)
    documentFrequencies = lists.documentFrequencies
    postingCount = documentFrequencies.reduce(0, +)
    positionCount = lists.positionCount
    snapshot = try Self.write(lists, words, to: directory.path, &generator)
  }

  /// A text of `length` words; one in five repeats one that came shortly before.
  private static func text(
    _ length: Int, _ frequencies: RankTable, _ generator: inout SeededGenerator
  ) -> [Int] {
    var text: [Int] = []
    for position in 0..<length {
      let number = generator.next()
      let isRepeated = position > 0 && number % 5 == 0
      text.append(
        isRepeated
          ? text[max(0, position - 1 - Int((number >> 8) % 8))] : frequencies.rank(&generator))
    }
    return text
  }

  /// Different words of 2 to 7 letters of a small alphabet, the frequent ones short.
  private static func makeWords(_ generator: inout SeededGenerator) -> [[UInt8]] {
    var seen: Set<[UInt8]> = []
    var words: [[UInt8]] = []
    while words.count < vocabularyCount {
      let bits = generator.next()
      let length = (words.count < 100 ? 2 : 3) + Int(bits & 3) + (words.count < 3_000 ? 0 : 1)
      // Letters from U+0628 on, two bytes each.
      let word = (0..<length).flatMap { letter -> [UInt8] in
        [0xD8, 0xA8 + UInt8(truncatingIfNeeded: bits >> UInt64(8 + 6 * letter)) % 20]
      }
      if seen.insert(word).inserted { words.append(word) }
    }
    return words
  }

  // MARK: Writing

  private static func write(
    _ lists: CountPostings, _ words: [[UInt8]], to path: String, _ generator: inout SeededGenerator
  ) throws -> Snapshot {
    let directory = IndexDirectory(path: path)
    let schema = try Schema(fields: [
      .text("title", analyzer: "whitespace", boost: 2), .text("body", analyzer: "whitespace"),
    ])
    var writer = try SegmentWriter(
      directory: directory, number: 1, schema: schema, parameters: RankingParameters(),
      spaces: [SpaceColumns(lengths: lists.lengths, lastPositions: lists.lastPositions)],
      isCanonical: true)
    let order = words.indices.filter { lists.documentFrequencies[$0] > 0 }
      .sorted { words[$0].lexicographicallyPrecedes(words[$1]) }
    for rank in order { try lists.append(rank, words[rank], to: &writer) }
    var number = 1_000_000
    for document in 0..<documentCount {
      let ends = lists.fieldEnds(of: document)
      number += 1 + Int(generator.next() % 40)
      let key = Array("archive-\(number)".utf8)
      let record: [UInt8] = []
      unsafe try key.withUnsafeBufferPointer { key in
        unsafe try ends.withUnsafeBufferPointer { ends in
          unsafe try record.withUnsafeBufferPointer {
            unsafe try writer.appendDocument(key: key, fieldEnds: ends, record: $0)
          }
        }
      }
    }
    let manifest = Manifest(
      generation: 1, schema: schema, parameters: RankingParameters(),
      analyzerIdentity: "whitespace", nextSegment: 2,
      segments: [try writer.finish(synchronize: false)])
    try manifest.commit(to: directory)
    return try Snapshot.open(path)
  }
}
