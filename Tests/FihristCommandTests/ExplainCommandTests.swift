import Foundation
import Testing

@Suite struct ExplainCommandTests {
  private struct Node: Decodable {
    var value: Double
    var description: String
    var details: [Node]

    /// The values of the leaves, in their order.
    var leaves: [Double] { details.isEmpty ? [value] : details.flatMap(\.leaves) }
  }

  private struct Results: Decodable {
    struct Hit: Decodable {
      var key: String
      var score: Float
    }

    var hits: [Hit]
  }

  @Test func `the leaves of the JSON add up to the score of the search`() async throws {
    let index = try await SampleArchive.index()
    for query in ["المحادثات النووية إيران", "\"المحادثات النووية\" النفط", "+إيران مفاوضات^2"] {
      let run = try await Tool.run("search", "--index", index, "--json", query)
      let hits = try run.decoded(Results.self).hits
      #expect(!hits.isEmpty)
      for hit in hits {
        let run = try await Tool.run(
          "explain", "--index", index, "--key", hit.key, "--json", query)
        #expect(run.status == 0, "\(run.errors)")
        let tree = try run.decoded(Node.self)
        #expect(tree.leaves.reduce(0, +) == tree.value, "\(query) \(hit.key)")
        #expect(Float(tree.value) == hit.score && !tree.description.isEmpty, "\(query) \(hit.key)")
      }
    }
  }

  @Test func `a document that is not found is explained and has exit code 1`() async throws {
    let index = try await SampleArchive.index()
    let found = try await Tool.run("search", "--index", index, "--json", "النفط").object()
    let key = try #require((found["hits"] as? [[String: Any]])?.first?["key"] as? String)
    let run = try await Tool.run("explain", "--index", index, "--key", key, "+النفط +غائب")
    #expect(run.status == 1 && run.errors.isEmpty)
    #expect(run.output.contains("it does not have the word «غائب»"), "\(run.output)")
    let filtered = try await Tool.run(
      "explain", "--index", index, "--key", key, "--filter", "source:nobody", "النفط")
    #expect(filtered.status == 1 && filtered.output.contains("filter"), "\(filtered.output)")
    let nobody = try await Tool.run("explain", "--index", index, "--key", "x/y", "النفط")
    #expect(nobody.status == 1 && nobody.hasOneSentence)
  }
}
