import Fihrist
import FihristTestSupport
import Foundation

/// A thread that searches the index as it goes, and one commit that it keeps.
struct SoakReader: Sendable {
  /// A commit that is kept, and what it said when it was opened.
  private struct Held {
    var index: Index
    var query: String
    var answer: SearchResults
  }

  private let soak: Soak
  private let seed: UInt64

  init(_ soak: Soak, seed: UInt64) {
    self.soak = soak
    self.seed = seed
  }

  /// Reads until the soak is over.
  func run() {
    var random = SeededGenerator(seed: seed)
    do {
      let index = try Index(path: soak.path)
      var held = try hold(&random)
      while !soak.isOver {
        try look(at: index)
        guard try held.index.search(held.query, limit: 100) == held.answer else {
          return soak.fail("commit \(held.index.generation) has changed for \(held.query)")
        }
        soak.note("looks at a held commit")
        if random.below(10) == 0 { held = try hold(&random) }
        // There are fewer processors than readers and writers.
        Thread.sleep(forTimeInterval: 0.002)
      }
    } catch {
      soak.fail("a reader: \(error)")
    }
  }

  private func hold(_ random: inout SeededGenerator) throws -> Held {
    let index = try Index(path: soak.path)
    let query = random.query().text
    return Held(index: index, query: query, answer: try index.search(query, limit: 100))
  }

  private func look(at index: Index) throws {
    let before = index.generation
    if try index.refresh() { soak.note("refreshes") }
    if index.generation < before { soak.fail("commit \(index.generation) came after \(before)") }
    if let problem = SoakDigest.problem(of: index) { soak.fail(problem) }
    soak.note("searches")
  }
}
