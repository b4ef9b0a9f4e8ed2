import FihristFormat
import FihristSearch
import FihristStorage
import Foundation
import Testing

/// What an index takes and what queries of each class do, on the made-up archive.
struct MeasuredCounts {
  /// A sum over a number of things.
  struct Count: Sendable, CustomTestStringConvertible {
    var name: String
    var total: Int
    var of: Int

    var average: Double { Double(total) / Double(of) }
    var testDescription: String { name }
  }

  private(set) var counts: [Count] = []

  init() throws {
    let corpus = try CountCorpus()
    try addSizes(corpus)
    for queries in CountQueries.allCases { try addWork(queries, corpus) }
  }

  private mutating func addSizes(_ corpus: CountCorpus) throws {
    let sizes = Dictionary(
      uniqueKeysWithValues: corpus.snapshot.segments[0].componentSizes.map {
        ($0.name, Int($0.byteCount))
      })
    let terms = corpus.documentFrequencies.count { $0 > 0 }
    for (kind, part, thing, count) in [
      (FileKind.postings, "postings", "posting", corpus.postingCount),
      (.positions, "positions", "position", corpus.positionCount),
      (.terms, "terms", "term", terms),
      (.keys, "keys", "key", CountCorpus.documentCount),
      (.norms, "norms", "document", CountCorpus.documentCount),
    ] {
      let name = "bytes of \(part) for each \(thing)"
      counts.append(Count(name: name, total: try #require(sizes[kind.name]), of: count))
    }
  }

  /// Adds what the ten best hits of each query of a class take, on average.
  private mutating func addWork(_ queries: CountQueries, _ corpus: CountCorpus) throws {
    let ranker = Ranker(corpus.snapshot)
    var sum = RankingCounters()
    let all = queries.queries(corpus)
    for query in all {
      _ = try ranker.top(query, limit: 10)
      sum.add(ranker.counters)
    }
    var work = [
      ("postings decoded", sum.decodedPostings), ("documents scored exactly", sum.scoredDocuments),
    ]
    if queries == .phrase {
      work.append(("documents with positions compared", sum.comparedPositions))
    }
    for (name, total) in work {
      counts.append(
        Count(name: "\(name) for each \(queries.rawValue) query", total: total, of: all.count))
    }
  }
}

extension RecordedCounts {
  /// Writes `counts` into the source file that holds them.
  static func write(_ counts: [MeasuredCounts.Count]) throws {
    var lines = [
      "/// The counts that no change may raise unnoticed; `FIHRIST_RECORD_COUNTS=1` writes this "
        + "file.",
      "enum RecordedCounts {", "  static let all: [MeasuredCounts.Count] = [",
    ]
    lines += counts.map { "    .init(name: \"\($0.name)\", total: \($0.total), of: \($0.of))," }
    lines += ["  ]", "}", ""]
    try lines.joined(separator: "\n").write(
      to: URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "RecordedCounts.swift"),
      atomically: true, encoding: .utf8)
  }
}
