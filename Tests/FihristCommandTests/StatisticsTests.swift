import Foundation
import Testing

/// What `--stats` says, and what the sample archive takes on disk.
@Suite struct StatisticsTests {
  private struct Results: Decodable {
    struct Stats: Decodable {
      var postings_decoded: Int
      var documents_scored: Int
      var positions_compared: Int
      var windows: Int
      var windows_skipped: Int
    }

    var stats: Stats?
  }

  private func stats(_ query: String) async throws -> Results.Stats {
    let run = try await Tool.run(
      "search", "--index", try await SampleArchive.index(), "--stats", "--json", query)
    #expect(run.status == 0)
    #expect(run.errors.isEmpty)
    return try #require(try run.decoded(Results.self).stats)
  }

  @Test func `JSON has the counts of the query`() async throws {
    let word = try await stats("النفط")
    #expect(word.postings_decoded > 0)
    #expect(word.documents_scored > 0)
    #expect(word.positions_compared == 0)
    #expect(word.windows >= 1)
    #expect(word.windows_skipped == 0)
    let phrase = try await stats("«المحادثات النووية»")
    #expect(phrase.positions_compared > 0)
    #expect(phrase.positions_compared >= phrase.documents_scored)
  }

  @Test func `JSON has no counts unless they are wanted`() async throws {
    let run = try await Tool.run(
      "search", "--index", try await SampleArchive.index(), "--json", "النفط")
    #expect(try run.decoded(Results.self).stats == nil)
  }

  @Test func `people get the counts on standard error, apart from the hits`() async throws {
    let index = try await SampleArchive.index()
    let counted = try await Tool.run("search", "--index", index, "--stats", "النفط")
    let lines = counted.errors.split(separator: "\n")
    #expect(lines.count == 5)
    #expect(lines.contains { $0.hasSuffix("  documents scored exactly") })
    #expect(!counted.output.contains("scored exactly"))
    let nothing = try await Tool.run("search", "--index", index, "--stats", "كلمةلاتوجدفيأيمقال")
    #expect(nothing.status == 1)
    #expect(nothing.errors.contains("0  documents scored exactly\n"))
  }

  /// The bytes of stored documents for each byte of text, up to 3 % above what was measured:
  /// the same on every machine with one version of libzstd, and nearly so with others.
  @Test func `stored text does not grow`() async throws {
    let folder = try TemporaryFolder()
    let index = folder.path("index")
    let made = try await Tool.run(
      "index", "--index", index, "--json", SampleArchive.path("archive"))
    let text = try #require(made.object()["text_bytes"] as? Int)
    let information = try await Tool.run("info", "--index", index, "--json").object()
    let bytes = try #require(information["bytes"] as? [String: Any])
    let stored = Double(try #require(bytes["documents"] as? Int)) / Double(text)
    #expect(
      stored <= Self.storedBytes * 1.03,
      """
      stored documents take \(stored) bytes for each byte of text, and took \(Self.storedBytes). \
      If that is worth what it brings, put the new number here: Documentation/Decisions/counts.md.
      """)
  }

  private static let storedBytes = 0.4415
}
