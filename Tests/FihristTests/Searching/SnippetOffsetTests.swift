import FihristTestSupport
import Foundation
import Testing

@testable import Fihrist

/// Further passages against all at once.
@Suite struct SnippetOffsetTests {
  @Test func `further passages are those that more at once would have`() async throws {
    let home = try TemporaryDirectory()
    let writer = try IndexWriter(path: home.path, schema: .article)
    var random = SeededGenerator(seed: 12)
    for number in 0..<6 {
      let words = (0..<1_500).map { _ in
        ["نفط", "غاز", "طاقة"].randomElement(using: &random).flatMap { word in
          Int.random(in: 0..<25, using: &random) == 0 ? word : nil
        } ?? "كلمة\(Int.random(in: 0..<900, using: &random))"
      }
      try await writer.add(
        SourceDocument(
          key: "\(number)", values: ["title": "عنوان", "body": words.joined(separator: " ")]))
    }
    try await writer.close()
    let index = try Index(path: home.path)
    func passages(_ count: Int, behind offset: Int) throws -> [String: Set<Range<Int>>] {
      var request = SearchRequest("نفط غاز طاقة")
      request.snippets = SnippetOptions(count: count, length: 80)
      request.snippets?.offset = offset
      return try index.search(request).hits.reduce(into: [:]) { found, hit in
        found[hit.key] = Set(hit.snippets.map(\.range))
        let starts = hit.snippets.map(\.range.lowerBound)
        #expect(starts == starts.sorted())
      }
    }
    for (first, more) in [(1, 1), (1, 4), (3, 2), (5, 5)] {
      let all = try passages(first + more, behind: 0)
      let shown = try passages(first, behind: 0)
      let further = try passages(more, behind: first)
      #expect(all.count == 6)
      for (key, ranges) in all {
        let (one, other) = (shown[key] ?? [], further[key] ?? [])
        #expect(one.union(other) == ranges && one.isDisjoint(with: other), "\(key)")
        #expect(other.count == more)
      }
    }
    #expect(try passages(3, behind: 100).values.allSatisfy { $0.isEmpty })
    // Without any word of the query there is the start of the text, and nothing behind it.
    var request = SearchRequest("عنوان")
    request.snippets = SnippetOptions(fields: ["body"])
    #expect(try index.search(request).hits.allSatisfy { $0.snippets.count == 1 })
    request.snippets?.offset = 1
    #expect(try index.search(request).hits.allSatisfy { $0.snippets.isEmpty })
  }

  @Test func `options are read and written`() throws {
    var options = SnippetOptions(count: 2)
    #expect(!String(decoding: try JSONEncoder().encode(options), as: UTF8.self).contains("offset"))
    options.offset = 3
    let data = try JSONEncoder().encode(options)
    #expect(try JSONDecoder().decode(SnippetOptions.self, from: data) == options)
  }
}
