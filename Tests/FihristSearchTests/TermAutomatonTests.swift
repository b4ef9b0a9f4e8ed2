import FihristTestSupport
import Testing

@testable import FihristSearch

/// Automata against plain comparison: recursion for patterns, the whole table for distances.
@Suite struct TermAutomatonTests {
  private static func cost(_ automaton: TermAutomaton, _ text: String) -> Int? {
    automaton.forgetIfLarge()
    var state = TermAutomaton.start
    for scalar in text.unicodeScalars {
      state = automaton.following(state, scalar.value)
      if state == TermAutomaton.dead { return nil }
    }
    return automaton.cost(state)
  }

  private static func texts(_ alphabet: [Character], upTo length: Int) -> [String] {
    var texts = [""]
    var last = texts
    for _ in 0..<length {
      last = last.flatMap { text in alphabet.map { text + String($0) } }
      texts += last
    }
    return texts
  }

  @Test(arguments: [
    "a*", "*a", "a*b", "a?b", "?", "*", "**", "a", "", "*a*b*", "?*?", "\\*a", "ab*ba", "???a",
  ])
  func `wildcards accept what recursion does`(_ pattern: String) throws {
    let automaton = try TermAutomaton(.wildcard(pattern))
    for text in Self.texts(["a", "b", "*"], upTo: 5) {
      let expected = WildcardOracle.matches(Array(pattern), Array(text))
      #expect((Self.cost(automaton, text) != nil) == expected, "\(pattern) \(text)")
    }
  }

  @Test(arguments: [
    "a|b", "(a|b)*", "a+b?", "a{2}", "a{1,3}b", "a{2,}", "(ab|a)(b|ba)", "[ab]c?", "[^a]b", ".*a.",
    "(a*)*b", "(a|aa)+", "((a?){3}b){2}", "", "()", "a||b", "[a-b]+", "\\.a", "(a*b*)*c",
    "a?a?a?aaa",
  ])
  func `regular expressions accept what recursion does`(_ pattern: String) throws {
    let automaton = try TermAutomaton(.regularExpression(pattern))
    let parsed = try PatternReader.read(pattern)
    for text in Self.texts(["a", "b", "c", "."], upTo: 5) {
      let expected = PatternOracle.matches(parsed, text)
      #expect((Self.cost(automaton, text) != nil) == expected, "\(pattern) \(text)")
    }
  }

  @Test(arguments: [
    "(", ")", "a)", "[", "[]", "[a", "*a", "a{", "a{2", "a{3,2}", "a{999}", "\\",
    "[b-a]", "+", "(a{99}){99}", String(repeating: "(", count: 40),
  ])
  func `what is not a regular expression is an error`(_ pattern: String) {
    #expect(throws: PatternError.self) { try TermAutomaton(.regularExpression(pattern)) }
  }

  @Test(arguments: [0, 1, 2], [false, true])
  func `distances are those of the whole table`(_ edits: Int, _ isWeighted: Bool) throws {
    let texts = Self.texts(["ت", "ط", "b"], upTo: 5)
    for word in ["", "ت", "تب", "طتb", "تتb", "bطتb", "تطتط", "bbbbت"] {
      let automaton = try TermAutomaton(.fuzzy(word, edits: edits, isWeighted: isWeighted))
      for text in texts {
        let distance = EditOracle.distance(word, text, isWeighted: isWeighted)
        let expected = distance <= 2 * edits ? distance : nil
        #expect(Self.cost(automaton, text) == expected, "\(word) \(text)")
      }
    }
  }

  @Test func `the scalar after another is the least that goes on`() throws {
    let expansions: [Query.Expansion] = [
      .prefix("كت"), .wildcard("a?b"), .regularExpression("[a-cx]\u{10000}?|\u{E000}"),
      .fuzzy("ab", edits: 0, isWeighted: false), .fuzzy("ab", edits: 1, isWeighted: false),
    ]
    let scalars: [UInt32] =
      Array(0x60...0x7B) + Array(0x640...0x645) + [0xD7FF, 0xE000, 0xFFFF, 0x10000]
    for expansion in expansions {
      let automaton = try TermAutomaton(expansion)
      var states: Set<Int32> = [TermAutomaton.start]
      for scalar in scalars.prefix(20) {
        states.formUnion(states.map { automaton.following($0, scalar) })
        states.subtract([TermAutomaton.dead, TermAutomaton.endless])
      }
      for state in states {
        for scalar in scalars {
          let next = automaton.scalar(from: scalar + 1, in: state)
          if let next {
            #expect(next > scalar && automaton.following(state, next) != TermAutomaton.dead)
          }
          for between in scalars where between > scalar && between < next ?? .max {
            #expect(automaton.following(state, between) == TermAutomaton.dead)
          }
        }
      }
    }
  }

  @Test func `states are bounded`() throws {
    // Its deterministic automaton has a million states.
    let automaton = try TermAutomaton(.regularExpression(".*a.{19}"))
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<2_000 {
      let text = String((0..<40).map { _ in Bool.random(using: &generator) ? "a" : "b" })
      let letters = Array(text)
      #expect((Self.cost(automaton, text) != nil) == (letters[letters.count - 20] == "a"))
    }
    #expect(automaton.generation > 0)
  }
}
