import FihristFormat
import FihristStorage
import FihristTestSupport
import Foundation

@testable import FihristSearch

/// A made-up index on disk, removed at the end: documents of terms "t0", "t1", … with known
/// frequencies.
final class RankingCorpus {
  /// What the corpus is like.
  struct Recipe {
    var seed: UInt64
    /// Documents of each segment.
    var segments: [Int]
    /// For each term the number of documents that hold it (about; more where documents are copied).
    var documentFrequencies: [Int]
    /// The boosts of the indexed fields.
    var boosts: [Double] = [2, 1]
    /// Of 100 documents, how many are copies of others.
    var copies = 0
    /// Of 100 documents, how many are deleted.
    var deletions = 0
    /// Whether positions are kept.
    var hasPositions = true
    /// How often a document has each of its terms; mostly once or twice where nothing is said.
    var repetitions: ClosedRange<Int>?
    /// How a term is written.
    var name: @Sendable (Int) -> String = { "t\($0)" }
  }

  let recipe: Recipe
  let snapshot: Snapshot
  private let path: String

  deinit { try? FileManager.default.removeItem(atPath: path) }

  init(_ recipe: Recipe) throws {
    self.recipe = recipe
    path = FileManager.default.temporaryDirectory.path + "/fihrist-ranking-\(UUID().uuidString)"
    let directory = IndexDirectory(path: path)
    try directory.create()
    var generator = SeededGenerator(seed: recipe.seed)
    let schema = try Self.schema(recipe)
    let documents = Self.documents(recipe, &generator)
    let order = Array(documents.indices).shuffled(using: &generator)
    var manifest = Manifest(
      generation: 1, schema: schema, parameters: RankingParameters(),
      analyzerIdentity: "whitespace", nextSegment: UInt64(recipe.segments.count) + 1, segments: [])
    var first = 0
    for (index, count) in recipe.segments.enumerated() {
      // IDs follow the keys, and the keys the numbers.
      let chosen = order[first..<first + count].sorted()
      let number = UInt64(index) + 1
      var info = try Self.write(
        chosen.map { ($0, documents[$0]) }, number, schema, directory, name: recipe.name)
      if recipe.deletions > 0 {
        var live = LiveDocuments(allLive: count)
        for (id, document) in chosen.enumerated()
        where Int.random(in: 0..<100, using: &generator) < recipe.deletions {
          live.remove(UInt32(id))
          info.spaces[0].liveTotalLength -= UInt64(Self.length(documents[document], schema))
        }
        info.live = try live.write(to: directory, segment: number, generation: 1)
        info.liveCount = UInt32(live.liveCount)
      }
      manifest.segments.append(info)
      first += count
    }
    try manifest.commit(to: directory)
    snapshot = try Snapshot.open(path)
  }

  static func schema(_ recipe: Recipe) throws -> Schema {
    try Schema(
      fields: recipe.boosts.enumerated().map { index, boost in
        .text(
          "f\(index)", analyzer: "whitespace", boost: boost, hasPositions: recipe.hasPositions)
      })
  }

  // MARK: Documents

  /// For each field its terms.
  typealias Document = [[Int]]

  static func documents(_ recipe: Recipe, _ generator: inout SeededGenerator) -> [Document] {
    let count = recipe.segments.reduce(0, +)
    var documents = [Document](
      repeating: Document(repeating: [], count: recipe.boosts.count), count: count)
    for (term, frequency) in recipe.documentFrequencies.enumerated() {
      // Knuth's selection sampling: exactly so many documents.
      var wanted = min(frequency, count)
      for document in 0..<count where wanted > 0 {
        guard Int.random(in: 0..<count - document, using: &generator) < wanted else { continue }
        wanted -= 1
        var repetitions = 1
        if let range = recipe.repetitions {
          repetitions = Int.random(in: range, using: &generator)
        } else {
          while Int.random(in: 0..<3, using: &generator) == 0 { repetitions += 1 }
        }
        for _ in 0..<repetitions {
          let field = Int.random(in: 0..<recipe.boosts.count, using: &generator)
          documents[document][field].append(term)
        }
      }
    }
    for document in 0..<count {
      if Int.random(in: 0..<100, using: &generator) < recipe.copies {
        documents[document] = documents[Int.random(in: 0..<count, using: &generator)]
      } else {
        for field in documents[document].indices {
          documents[document][field].shuffle(using: &generator)
        }
      }
    }
    return documents
  }

  static func length(_ document: Document, _ schema: Schema) -> UInt32 {
    zip(document, schema.units).reduce(0) { $0 + UInt32($1.0.count) * $1.1 }
  }

  // MARK: Writing

  /// A posting as it grows.
  private struct Posting {
    var document: UInt32
    var frequency: UInt32 = 0
    var positions: [UInt32] = []
  }

  static func write(
    _ documents: [(number: Int, document: Document)], _ number: UInt64, _ schema: Schema,
    _ directory: IndexDirectory, name: (Int) -> String = { "t\($0)" }
  ) throws -> SegmentInfo {
    var postings: [Int: [Posting]] = [:]
    var lastPositions: [UInt32] = []
    for (id, (_, document)) in documents.enumerated() {
      var next: UInt32 = 0
      var last: UInt32 = 0
      for (field, terms) in document.enumerated() where !terms.isEmpty {
        for term in terms {
          if postings[term]?.last?.document != UInt32(id) {
            postings[term, default: []].append(Posting(document: UInt32(id)))
          }
          let newest = postings[term]!.count - 1
          postings[term]![newest].frequency += schema.units[field]
          postings[term]![newest].positions.append(next)
          last = next
          next += 1
        }
        next += 1
      }
      lastPositions.append(last)
    }
    var writer = try SegmentWriter(
      directory: directory, number: number, schema: schema, parameters: RankingParameters(),
      spaces: [
        SpaceColumns(
          lengths: documents.map { length($0.document, schema) },
          lastPositions: schema.hasPositions ? lastPositions : nil)
      ],
      isCanonical: true)
    let named = postings.map { (Array(name($0.key).utf8), $0.value) }
      .sorted { $0.0.lexicographicallyPrecedes($1.0) }
    for (name, list) in named { try append(name, list, schema, &writer) }
    for (number, document) in documents {
      let ends = fieldEnds(of: document)
      let key = Array("k\(String(number + 1_000_000))".utf8)
      let record: [UInt8] = []
      unsafe try key.withUnsafeBufferPointer { key in
        unsafe try ends.withUnsafeBufferPointer { ends in
          unsafe try record.withUnsafeBufferPointer {
            unsafe try writer.appendDocument(key: key, fieldEnds: ends, record: $0)
          }
        }
      }
    }
    return try writer.finish(synchronize: false)
  }

  /// One more than the last position of each field, with a hole between two that have words.
  private static func fieldEnds(of document: Document) -> [UInt32] {
    var next: UInt32 = 0
    return document.map { terms in
      guard !terms.isEmpty else { return next }
      if next > 0 { next += 1 }
      next += UInt32(terms.count)
      return next
    }
  }

  private static func append(
    _ name: [UInt8], _ list: [Posting], _ schema: Schema, _ writer: inout SegmentWriter
  ) throws {
    let positions = list.flatMap(\.positions)
    let excess = list.map { $0.frequency - UInt32($0.positions.count) }
    unsafe try name.withUnsafeBufferPointer { name in
      unsafe try list.map(\.document).withUnsafeBufferPointer { documents in
        unsafe try list.map(\.frequency).withUnsafeBufferPointer { frequencies in
          unsafe try excess.withUnsafeBufferPointer { excess in
            unsafe try positions.withUnsafeBufferPointer { positions in
              let columns = unsafe PostingColumns(
                documents: documents.baseAddress!, frequencies: frequencies.baseAddress!,
                excess: schema.termSpaces[0].hasExcess ? excess.baseAddress! : nil,
                positions: schema.hasPositions ? positions.baseAddress! : nil, count: list.count,
                positionCount: schema.hasPositions ? positions.count : 0)
              unsafe try writer.appendTerm(name, inSpace: 0, columns)
            }
          }
        }
      }
    }
  }
}
