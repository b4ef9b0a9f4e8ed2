import FihristTestSupport
import Foundation
import Testing

@testable import Fihrist

/// Copies that shards find together, against one index with the same documents.
@Suite struct ShardedCopiesTests {
  private static let seeds: ClosedRange<UInt64> = 301...303

  /// What is done to questions and answers on their way.
  private typealias Change = (inout CopyQuestion, inout [CopyAnswer]) -> Void

  /// Asks the shards of an archive until the end. Questions and answers travel as JSON.
  ///
  /// - Returns: How many rounds there were.
  @discardableResult
  private static func run(
    _ rounds: inout some CopyRounds, in archive: CopiedArchive, _ change: Change = { _, _ in }
  ) throws -> Int {
    var count = 0
    while var question = rounds.question {
      var unchanged: [CopyAnswer] = []
      change(&question, &unchanged)
      question = try archive.ranked(question)
      let asked = try sent(question)
      // Statistics may be written with more zeros.
      if question.search == nil, question.similar == nil { #expect(asked == question) }
      var answers = try archive.shards.map { try sent(try $0.answer(to: asked)) }
      change(&question, &answers)
      rounds.take(answers)
      count += 1
      guard count < 10_000 else {
        Issue.record("the rounds do not end, seed \(archive.seed)")
        return count
      }
    }
    return count
  }

  private static func sent<Value: Codable>(_ value: Value) throws -> Value {
    try JSONDecoder().decode(Value.self, from: try JSONEncoder().encode(value))
  }

  private static func archives(
    shards: Int, _ hasSignatures: Bool, _ body: (CopiedArchive) throws -> Void
  ) async throws {
    for seed in seeds {
      try body(
        try await CopiedArchive(
          seed: seed, stories: 9, most: seed % 2 == 0 ? 40 : 6, shards: shards,
          hasSignatures: hasSignatures))
    }
  }

  /// Searches of all forms, for one seed.
  private static func requests(_ seed: UInt64) -> [SearchRequest] {
    var requests: [SearchRequest] = []
    for query in ["خبر", "كلمة7 كلمة8 خبر", "*"] {
      for sort in [[], [SortOrder("date", isDescending: true)], [SortOrder("source"), .score]] {
        for (limit, offset) in [(1, 0), (5, 3), (1_000, 0)] {
          var request = SearchRequest(query, limit: limit, offset: offset)
          request.collapsesCopies = true
          request.sort = sort
          request.counting = .exact
          if limit == 5 {
            request.snippets = SnippetOptions(count: 2, length: 40, wholes: ["title"])
            request.fields = ["date"]
            request.facets = [FacetRequest("source", limit: 2)]
          } else if seed % 2 == 0 {
            request.fields = []
          }
          requests.append(request)
        }
        var grouped = SearchRequest(query, limit: 2, offset: sort.isEmpty ? 0 : 1)
        grouped.collapsesCopies = true
        grouped.sort = sort
        grouped.counting = .exact
        grouped.group = GroupRequest("source", size: 1 + Int(seed % 4))
        requests.append(grouped)
      }
    }
    return requests
  }

  @Test(arguments: [2, 5], [false, true])
  func `hits are folded as in one index, to the last bit`(
    _ shards: Int, _ hasSignatures: Bool
  ) async throws {
    var copies = 0
    try await Self.archives(shards: shards, hasSignatures) { archive in
      for request in Self.requests(archive.seed) {
        let expected = try archive.whole.search(request)
        var folding = FoldedSearch(request)
        try Self.run(&folding, in: archive)
        let what = Comment(rawValue: "seed \(archive.seed) \(shards) \(hasSignatures) \(request)")
        #expect(folding.results == expected, what)
        let (one, other) = (expected.hits, folding.results?.hits ?? [])
        #expect(one.map(\.score?.bitPattern) == other.map(\.score?.bitPattern), what)
        #expect(one.map { Array($0.key.utf8) } == other.map { Array($0.key.utf8) }, what)
        copies += expected.hits.reduce(0) { $0 + $1.copies.count }
      }
    }
    print("seeds \(Self.seeds): \(copies) copies in \(shards) shards")
    #expect(copies > 200)
  }

  @Test(arguments: [2, 5], [false, true])
  func `pages behind cursors are those of one index`(
    _ shards: Int, _ hasSignatures: Bool
  ) async throws {
    try await Self.archives(shards: shards, hasSignatures) { archive in
      for sort in [[], [SortOrder("date")]] {
        var request = SearchRequest("خبر", limit: 4)
        request.collapsesCopies = true
        request.sort = sort
        request.counting = .exact
        var pages = 0
        while true {
          let expected = try archive.whole.search(request)
          var folding = FoldedSearch(request)
          try Self.run(&folding, in: archive)
          #expect(folding.results == expected, "seed \(archive.seed) page \(pages)")
          pages += 1
          guard let next = expected.next else { break }
          request.start = .after(next)
        }
        #expect(pages > 1)
      }
    }
  }

  @Test(arguments: [2, 5], [false, true])
  func `the copies of each document are those of one index`(
    _ shards: Int, _ hasSignatures: Bool
  ) async throws {
    var found = 0
    try await Self.archives(shards: shards, hasSignatures) { archive in
      for (number, key) in archive.documents.map(\.key).enumerated() where number % 3 == 0 {
        for overlap in [0.3, 0.5, 1] {
          let expected = try archive.whole.copies(
            of: key, overlap: overlap, fields: ["date", "source"])
          var copies = CopiesOfDocument(of: key, overlap: overlap, fields: ["date", "source"])
          try Self.run(&copies, in: archive)
          #expect(copies.cluster == expected, "seed \(archive.seed) \(key)")
          #expect(copies.stopReason == nil)
          #expect(
            copies.cluster?.documents.map { Array($0.key.utf8) }
              == expected?.documents.map { Array($0.key.utf8) })
          found += expected?.documents.count ?? 0
        }
      }
      var absent = CopiesOfDocument(of: "absent")
      #expect(try Self.run(&absent, in: archive) == 1)
      #expect(absent.cluster == nil)
    }
    print("seeds \(Self.seeds): \(found) copies in \(shards) shards")
    #expect(found > 200)
  }

  @Test(arguments: [false, true])
  func `shards that send one text at a time are asked again`(_ hasSignatures: Bool) async throws {
    let archive = try await CopiedArchive(
      seed: 400, stories: 10, most: 30, shards: 3, hasSignatures: hasSignatures)
    let narrow: Change = { question, _ in
      if question.mostShingles != nil { question.mostShingles = 1 }
    }
    var request = SearchRequest("خبر", limit: 20)
    request.collapsesCopies = true
    request.counting = .exact
    var (wide, folding) = (FoldedSearch(request), FoldedSearch(request))
    let few = try Self.run(&wide, in: archive)
    let many = try Self.run(&folding, in: archive, narrow)
    let expected = try archive.whole.search(request)
    #expect(folding.results == expected && wide.results == expected)
    #expect(few <= 6 && many > few, "\(few) \(many)")
    for document in archive.documents {
      var copies = CopiesOfDocument(of: document.key)
      try Self.run(&copies, in: archive, narrow)
      #expect(copies.cluster == (try archive.whole.copies(of: document.key)))
    }
  }

  @Test func `many hits are asked for in several questions`() async throws {
    let archive = try await CopiedArchive(
      seed: 401, stories: 250, most: 300, shards: 2, hasSignatures: true)
    var request = SearchRequest("خبر", limit: 1_000)
    request.collapsesCopies = true
    request.counting = .exact
    request.fields = []
    var folding = FoldedSearch(request)
    var most = 0
    try Self.run(&folding, in: archive) { question, _ in
      most = max(most, question.signatures?.count ?? 0, question.texts?.count ?? 0)
    }
    let expected = try archive.whole.search(request)
    #expect(folding.results == expected && expected.hits.count > 250)
    #expect(most == 256)
  }

  @Test func `shards that do not answer are left out, and rounds end`() async throws {
    var random = SeededGenerator(seed: 402)
    for hasSignatures in [false, true] {
      let archive = try await CopiedArchive(
        seed: 402, stories: 12, most: 20, shards: 3, hasSignatures: hasSignatures)
      let keys = Set(archive.documents.map(\.key))
      for request in Self.requests(402) {
        var folding = FoldedSearch(request)
        try Self.run(&folding, in: archive) { _, answers in
          answers.removeAll { _ in Int.random(in: 0..<3, using: &random) == 0 }
        }
        let hits = folding.results.map { $0.hits + $0.groups.flatMap(\.hits) } ?? []
        #expect(folding.results != nil && hits.allSatisfy { keys.contains($0.key) })
      }
      for key in archive.documents.map(\.key) {
        var copies = CopiesOfDocument(of: key)
        try Self.run(&copies, in: archive) { _, answers in
          answers.removeAll { _ in Int.random(in: 0..<3, using: &random) == 0 }
        }
        #expect(copies.cluster?.documents.isEmpty != true)
      }
    }
  }

  /// What a search shows whose time is up after so many rounds.
  private static func results(
    of request: SearchRequest, stoppedAfter rounds: Int, in archive: CopiedArchive
  ) throws -> SearchResults {
    var folding = FoldedSearch(request)
    var count = 0
    while true {
      if count == rounds { folding.stop(.timeLimit) }
      count += 1
      guard let question = try folding.question.map(archive.ranked) else { break }
      folding.take(try archive.shards.map { try $0.answer(to: question) })
    }
    return try #require(folding.results)
  }

  @Test func `a search that is stopped shows what it has, and says so`() async throws {
    let archive = try await CopiedArchive(
      seed: 403, stories: 12, most: 20, shards: 3, hasSignatures: false)
    var request = SearchRequest("خبر", limit: 10)
    request.collapsesCopies = true
    var whole = FoldedSearch(request)
    let all = try Self.run(&whole, in: archive)
    #expect(all >= 4)
    for rounds in 0...all {
      let results = try Self.results(of: request, stoppedAfter: rounds, in: archive)
      // The last round makes hits whole, which goes on.
      #expect(results.isPartial == (rounds < all - 1), "\(rounds) of \(all)")
      #expect(results.hits.count == (rounds == 0 ? 0 : 10))
      #expect(results.hits.allSatisfy { $0.text(of: "body") != nil })
    }
    request.timeLimit = .zero
    let late = try archive.whole.search(request)
    #expect(late.stopReason == .timeLimit)
    var copies = CopiesOfDocument(of: archive.documents[0].key)
    copies.take(try archive.shards.map { try $0.answer(to: try #require(copies.question)) })
    copies.stop(.timeLimit)
    #expect(copies.cluster?.documents.count == 1 && copies.stopReason == .timeLimit)
  }

  @Test func `a page that time did not reach shows no hit of those before it`() async throws {
    let archive = try await CopiedArchive(
      seed: 405, stories: 12, most: 20, shards: 3, hasSignatures: false)
    var request = SearchRequest("خبر", limit: 1_000)
    request.collapsesCopies = true
    var whole = FoldedSearch(request)
    _ = try Self.run(&whole, in: archive)
    // Some keys differ in bytes alone.
    let all = try #require(whole.results).hits.map { Array($0.key.utf8) }
    (request.offset, request.limit) = (6, 3)
    #expect(all.count > 9)
    var page = FoldedSearch(request)
    var emptyCount = 0
    for rounds in 0...(try Self.run(&page, in: archive)) {
      let results = try Self.results(of: request, stoppedAfter: rounds, in: archive)
      #expect(results.hits.allSatisfy { !all.prefix(6).contains(Array($0.key.utf8)) }, "\(rounds)")
      #expect(results.hits.map(\.rank) == Array([7, 8, 9].prefix(results.hits.count)))
      if results.hits.isEmpty { emptyCount += 1 }
    }
    #expect(emptyCount > 1)
  }

  @Test func `requests that are wrong are refused by every shard`() async throws {
    let archive = try await CopiedArchive(
      seed: 404, stories: 3, most: 2, shards: 2, hasSignatures: false)
    var request = SearchRequest("غائبة")
    request.fields = ["nobody"]
    #expect(throws: IndexError.self) {
      var folding = FoldedSearch(request)
      try Self.run(&folding, in: archive)
    }
    #expect {
      _ = try archive.whole.answer(to: CopyQuestion())
    } throws: {
      ($0 as? IndexError)?.kind == .invalid
    }
  }
}
