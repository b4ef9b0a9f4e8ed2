import FihristTestSupport
import Testing

@testable import Fihrist

/// Copies against all pairs of shingles.
@Suite struct CopiesTests {
  private static let seed: UInt64 = 1_744

  /// Every four words in a row.
  private static func shingles(_ text: String) -> Set<String> {
    let words = Analyzer.exact.tokens(in: text).map(\.term)
    guard words.count > 4 else { return words.isEmpty ? [] : [words.joined(separator: " ")] }
    return Set((0...words.count - 4).map { words[$0..<$0 + 4].joined(separator: " ") })
  }

  private static func longest(_ document: IndexedDocument) -> String {
    ["title", "body"].compactMap { document[$0] }.max { $0.utf8.count < $1.utf8.count } ?? ""
  }

  private static func overlap(_ one: Set<String>, _ other: Set<String>) -> Double {
    let all = one.union(other).count
    return all == 0 ? 0 : Double(one.intersection(other).count) / Double(all)
  }

  /// The sets of keys that chains of overlapping pairs join.
  private static func clusters(_ texts: [String: String], _ least: Double) -> Set<Set<String>> {
    var clusters = texts.keys.map { Set([$0]) }
    let sets = texts.mapValues(shingles)
    for (one, a) in sets {
      for (other, b) in sets where one < other && overlap(a, b) >= least {
        guard let first = clusters.firstIndex(where: { $0.contains(one) }),
          let second = clusters.firstIndex(where: { $0.contains(other) }), first != second
        else { continue }
        clusters[first].formUnion(clusters[second])
        clusters.remove(at: second)
      }
    }
    return Set(clusters.filter { $0.count > 1 })
  }

  @Test(arguments: [false, true], [false, true])
  func `clusters are those of all pairs`(_ merged: Bool, _ hasSignatures: Bool) async throws {
    let directory = try TemporaryDirectory()
    let stories = RepeatedStories(seed: Self.seed, count: 40)
    let index = try await stories.makeIndex(
      at: directory.path, merged: merged, hasSignatures: hasSignatures)
    for overlap in [0.4, 0.5, 1] {
      for filter in overlap == 0.5 ? [nil, "+source:s1"] : [nil] {
        let archive = try ScannedArchive(index)
        var texts: [String: String] = [:]
        for document in archive.documents where filter == nil || document["source"] == "s1" {
          texts[document.key] = Self.longest(document)
        }
        var request = CopiesRequest(nil, filter: filter.map { .text($0) })
        request.overlap = overlap
        let found = try index.copies(request)
        #expect(found.documentCount == texts.count)
        let keys = found.clusters.map { Set($0.documents.map(\.key)) }
        #expect(Set(keys) == Self.clusters(texts, overlap), "\(overlap) seed \(Self.seed)")
        #expect(keys.map(\.count) == keys.map(\.count).sorted(by: >))
        for cluster in found.clusters {
          let first = Self.shingles(texts[cluster.documents[0].key] ?? "")
          for document in cluster.documents {
            let exact = Self.overlap(first, Self.shingles(texts[document.key] ?? ""))
            #expect(abs(document.overlap - exact) < 1e-9)
          }
        }
      }
    }
  }

  @Test(arguments: [false, true], [false, true])
  func `those of one document are all that overlap with it`(
    _ merged: Bool, _ hasSignatures: Bool
  ) async throws {
    let directory = try TemporaryDirectory()
    let stories = RepeatedStories(seed: Self.seed, count: 40)
    let index = try await stories.makeIndex(
      at: directory.path, merged: merged, hasSignatures: hasSignatures)
    let archive = try ScannedArchive(index)
    let sets = archive.documents.map { ($0.key, Self.shingles(Self.longest($0))) }
    var most = 0
    for (key, own) in sets.enumerated().filter({ $0.offset % 4 == 0 }).map(\.element) {
      let overlaps = sets.map { (key: $0.0, overlap: Self.overlap(own, $0.1)) }
      for least in [0.4, 0.5, 1] {
        let expected = overlaps.filter { $0.key == key || $0.overlap >= least }.map(\.key)
        let found = try #require(try index.copies(of: key, overlap: least))
        #expect(Set(found.documents.map(\.key)) == Set(expected), "\(key) seed \(Self.seed)")
        #expect(found.documents.count == expected.count)
        most = max(most, expected.count)
      }
    }
    #expect(most > 1, "no document has a copy")
    #expect(try index.copies(of: "no such key") == nil)
    let stopped = try index.copies(of: sets[0].0, timeLimit: .zero)
    #expect(stopped?.documents.map(\.key) == [sets[0].0])
  }

  @Test func `the earliest comes first, with its fields`() async throws {
    let directory = try TemporaryDirectory()
    let stories = RepeatedStories(seed: Self.seed, count: 40)
    let index = try await stories.makeIndex(at: directory.path, merged: false)
    var request = CopiesRequest()
    request.documentFields = ["date", "source"]
    for cluster in try index.copies(request).clusters {
      let dates = cluster.documents.map { $0.fields.first { $0.name == "date" }?.text ?? "" }
      #expect(dates == dates.sorted())
      #expect(cluster.documents[0].overlap == 1 && cluster.documents[0].fields.count == 2)
    }
    request.documentFields = ["nobody"]
    #expect(throws: IndexError.self) { try index.copies(request) }
  }

  @Test(arguments: [false, true], [false, true])
  func `hits fold under the first of them`(_ merged: Bool, _ hasSignatures: Bool) async throws {
    let directory = try TemporaryDirectory()
    let stories = RepeatedStories(seed: Self.seed, count: 40)
    let index = try await stories.makeIndex(
      at: directory.path, merged: merged, hasSignatures: hasSignatures)
    var texts: [String: Set<String>] = [:]
    for document in try ScannedArchive(index).documents {
      texts[document.key] = Self.shingles(Self.longest(document))
    }
    var request = SearchRequest("خبر", limit: 1_000)
    let all = try index.search(request).hits
    // What a reader who goes down the list would leave out.
    var expected: [(key: String, copies: [String])] = []
    for hit in all {
      let set = texts[hit.key] ?? []
      let original = expected.firstIndex { Self.overlap(texts[$0.key] ?? [], set) >= 0.5 }
      if let original {
        expected[original].copies.append(hit.key)
      } else {
        expected.append((hit.key, []))
      }
    }
    request.collapsesCopies = true
    let whole = try index.search(request)
    #expect(whole.hits.map(\.key) == expected.map(\.key))
    #expect(whole.hits.map(\.copies) == expected.map(\.copies), "seed \(Self.seed)")
    #expect(whole.hits.contains { !$0.copies.isEmpty })
    #expect(whole.hits.map(\.rank) == expected.indices.map { $0 + 1 } && whole.next == nil)
    request.limit = 7
    request.offset = 3
    let page = try index.search(request)
    #expect(page.hits.map(\.key) == expected[3..<10].map(\.key))
    #expect(page.hits.map(\.rank) == Array(4...10) && page.next == page.hits.last?.position)
    request.sort = [SortOrder("date", isDescending: true)]
    #expect(try index.search(request).hits.count == 7)
  }

  @Test func `pages behind cursors are those of the whole list`() async throws {
    let directory = try TemporaryDirectory()
    let stories = RepeatedStories(seed: Self.seed, count: 40)
    let index = try await stories.makeIndex(
      at: directory.path, merged: false, hasSignatures: true)
    for sort in [[], [SortOrder("date", isDescending: true)]] {
      var request = SearchRequest("خبر", limit: 1_000)
      request.collapsesCopies = true
      request.sort = sort
      request.snippets = SnippetOptions()
      let whole = try index.search(request).hits
      #expect(whole.count > 30 && whole.contains { $0.snippet != nil && !$0.copies.isEmpty })
      request.limit = 7
      var keys: [String] = []
      while true {
        let page = try index.search(request)
        keys += page.hits.map(\.key)
        #expect(page.hits.map(\.rank) == Array(keys.count - page.hits.count + 1...keys.count))
        #expect(page.hits.allSatisfy { $0.fields.contains { $0.name == "body" } })
        guard let next = page.next else { break }
        request.start = .after(next)
      }
      #expect(keys == whole.map(\.key))
    }
  }

  @Test func `related documents are counted as far as without folding`() async throws {
    let directory = try TemporaryDirectory()
    let schema = try Schema(fields: [.text("body")])
    let writer = try IndexWriter(path: directory.path, schema: schema)
    let alone = (0..<90).map { number in
      (key: "k\(number)", body: (0..<6).map { "كلمة\(number)و\($0)" }.joined(separator: " "))
    }
    for (number, one) in alone.enumerated() {
      let word = number % 30 == 0 ? "مدرسة" : "تدريس"
      try await writer.add(SourceDocument(key: one.key, values: ["body": word + " " + one.body]))
    }
    try await writer.close()
    let index = try Index(path: directory.path)
    var uncounted = 0
    for (offset, limit) in [(0, 1), (0, 5), (5, 5), (0, 20), (40, 9), (0, 89), (0, 200)] {
      for counting in [MatchCounting.asFarAsSeen, .exact] {
        var request = SearchRequest("مدرسة", limit: limit, offset: offset)
        request.counting = counting
        let plain = try index.search(request)
        request.collapsesCopies = true
        let folded = try index.search(request)
        #expect(folded.hits.map(\.key) == plain.hits.map(\.key))
        if folded.total.relation == .atLeast { uncounted += 1 }
        let isExact = folded.total.relation == .equal
        #expect(folded.related == (isExact ? 87 : plain.related), "\(offset) \(limit)")
        var rounds = FoldedSearch(request)
        while let question = rounds.question { rounds.take([try index.answer(to: question)]) }
        #expect(rounds.results?.related == folded.related)
      }
    }
    #expect(uncounted > 3)
  }

  @Test func `each group is folded by itself`() async throws {
    let directory = try TemporaryDirectory()
    let stories = RepeatedStories(seed: Self.seed, count: 40)
    let index = try await stories.makeIndex(
      at: directory.path, merged: true, hasSignatures: true)
    var request = SearchRequest("خبر", limit: 10)
    request.collapsesCopies = true
    for size in [1, 4, 1_000] {
      request.group = GroupRequest("source", size: size)
      request.filter = nil
      let groups = try index.search(request).groups
      #expect(groups.count == 3)
      for group in groups {
        // The same as a search in the group alone.
        var alone = SearchRequest("خبر", limit: size)
        alone.filter = .text("source:\(group.value ?? "")")
        alone.collapsesCopies = true
        let hits = try index.search(alone).hits
        #expect(group.hits.map(\.key) == hits.map(\.key), "\(size) \(group.value ?? "")")
        #expect(group.hits.map(\.rank) == Array(1...group.hits.count) && group.total > 30)
        #expect(group.hits.allSatisfy { $0.text(of: "body") != nil })
      }
    }
  }

  @Test func `a check compares signatures with texts`() async throws {
    let directory = try TemporaryDirectory()
    let schema = try Schema(fields: [.text("body")], hasSignatures: true)
    let writer = try IndexWriter(path: directory.path, schema: schema)
    let texts = [("a", "خبر عن النفط والغاز اليوم"), ("b", "خبر عن النفط والغاز أمس"), ("c", "نص")]
    for (key, text) in texts {
      try await writer.add(SourceDocument(key: key, values: ["body": text]))
    }
    try await writer.commit()
    try await writer.close()
    let segment = try Index(path: directory.path).commit.snapshot.segments[0]
    var comparison = try #require(ColumnComparison(segment, try schema.makeAnalyzers()))
    for one: UInt32 in 0..<3 {
      for other: UInt32 in 0..<3 {
        let stored = try segment.storedDocument(other)
        #expect(try comparison.hasOtherSignature(one, stored) == (one != other))
        #expect(try !comparison.differs(one, from: stored))
      }
    }
    #expect(ColumnComparison(segment, nil).map { _ in true } == nil)
  }

  @Test(arguments: ["arabic", "light10", "exact"])
  func `signatures survive merging, rebuilding and purging, and are checked`(
    _ analyzer: String
  ) async throws {
    let directory = try TemporaryDirectory()
    let schema = try Schema(
      fields: [.text("title", analyzer: analyzer), .text("body", analyzer: analyzer)],
      hasSignatures: true)
    let writer = try IndexWriter(path: directory.path, schema: schema)
    let stories = RepeatedStories(seed: Self.seed, count: 20)
    let others = ["1.5 و 2,000 و S-300", "", "…؟", "من في إلى", "عام2015 AT&T 3/4/2015 محمدﷺ"]
    for (number, text) in (stories.texts.values.sorted() + others).enumerated() {
      try await writer.add(
        SourceDocument(key: "\(number)", values: ["title": "عنوان", "body": text]))
      if number % 25 == 24 { try await writer.commit() }
    }
    try await writer.commit()
    let clusters = try Index(path: directory.path).copies(CopiesRequest()).clusters
    #expect(clusters.count > 5)
    func expectSame(_ what: String) throws {
      let report = try IndexCheck(path: directory.path, level: .full).run()
      #expect(report.findings.isEmpty && report.isWhole, "\(what): \(report)")
      let found = try Index(path: directory.path).copies(CopiesRequest()).clusters
      #expect(found == clusters, "\(what)")
    }
    try expectSame("written")
    try await writer.merge()
    try await writer.close()
    try expectSame("merged")
    _ = try IndexRebuild(path: directory.path).run()
    try expectSame("rebuilt")
    _ = try IndexPurge(path: directory.path, keys: ["\(stories.texts.count + 4)"]).run()
    try expectSame("purged")
  }
}
