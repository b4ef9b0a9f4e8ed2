import FihristTestSupport
import Testing

@testable import FihristSearch

/// Windows of occurrences against trying all choices.
@Suite struct NearWindowTests {
  /// Whether some choice of an occurrence for each part fits: tries all.
  private static func exists(
    _ parts: [NearWindow.Part], _ positions: [[UInt32]], slop: Int, isOrdered: Bool,
    _ chosen: [Int] = []
  ) -> Bool {
    guard chosen.count < parts.count else {
      let shifted = zip(chosen, parts).map { $0 - $1.offset }
      return (shifted.max() ?? 0) - (shifted.min() ?? 0) <= slop
    }
    return positions[parts[chosen.count].list].contains { position in
      let position = Int(position)
      let isFree = !zip(chosen, parts).contains {
        $0 == position && $1.list == parts[chosen.count].list
      }
      return isFree && (!isOrdered || chosen.last.map { $0 < position } ?? true)
        && exists(parts, positions, slop: slop, isOrdered: isOrdered, chosen + [position])
    }
  }

  @Test func `random windows`() {
    for seed in UInt64(0)..<6_000 {
      var generator = SeededGenerator(seed: seed)
      let lists = Int.random(in: 1...3, using: &generator)
      let positions = (0..<lists).map { _ in
        (0..<UInt32(14)).filter { _ in Int.random(in: 0..<4, using: &generator) == 0 }
      }
      let isFlat = Bool.random(using: &generator)
      let parts = (0..<Int.random(in: 1...4, using: &generator)).map { number in
        NearWindow.Part(
          list: Int.random(in: 0..<lists, using: &generator),
          offset: isFlat ? 0 : number + Int.random(in: 0...1, using: &generator))
      }
      let start = UInt32.random(in: 0..<10, using: &generator)
      let field = start..<UInt32.random(in: start...20, using: &generator)
      let inField = positions.map { $0.filter(field.contains) }
      for slop in 0..<7 {
        for isOrdered in [false, true] {
          let window = NearWindow(parts, slop: slop, isOrdered: isOrdered)
          for (range, positions) in [(0..<20, positions), (field, inField)] {
            let expected = Self.exists(parts, positions, slop: slop, isOrdered: isOrdered)
            #expect(
              window.exists(in: positions, within: range) == expected,
              "seed \(seed), slop \(slop), range \(range)")
          }
        }
      }
    }
  }
}
