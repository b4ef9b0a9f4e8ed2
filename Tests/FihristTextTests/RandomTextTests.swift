import FihristTestSupport
import FihristText
import Testing

@Suite struct RandomTextTests {
  private static let alphabets: [[ClosedRange<UInt32>]] = [
    [0x0621...0x063A, 0x0641...0x064A], [0x064B...0x0655, 0x0640...0x0640, 0x0670...0x0670],
    [0x0600...0x06FF], [0x61...0x7A, 0x41...0x5A], [0x20...0x20], [0x20...0x7E],
    [0x30...0x39, 0x0660...0x0669, 0x066B...0x066C, 0x2C...0x2E],
    [0xFB50...0xFDFF, 0xFE70...0xFEFC],
    [0x200B...0x200F, 0x202A...0x202E, 0xFEFF...0xFEFF], [0xC0...0x24F, 0x300...0x36F],
    [0x80...0x10FFFF], [0x05D0...0x05EA, 0x3041...0x30FF, 0x4E00...0x4E40, 0x0E01...0x0E3A],
  ]

  private func randomText(_ generator: inout SeededGenerator) -> String {
    var text = ""
    for _ in 0..<Int.random(in: 0...60, using: &generator) {
      let ranges = Self.alphabets.randomElement(using: &generator) ?? [0x20...0x20]
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let range = ranges.randomElement(using: &generator) ?? 0x20...0x20
        let scalar = Unicode.Scalar(UInt32.random(in: range, using: &generator))
        text.unicodeScalars.append(scalar ?? " ")
      }
    }
    return text
  }

  @Test func `tokens lie in the text, in order, on whole characters`() {
    for seed in UInt64(0)..<1_500 {
      var generator = SeededGenerator(seed: seed)
      let text = randomText(&generator)
      let utf8 = Array(text.utf8)
      for analyzer in analyzers {
        let tokens = analyzer.tokens(in: text)
        let areSound = tokens.allSatisfy { token in
          let (lower, upper) = (token.range.lowerBound, token.range.upperBound)
          return lower < upper && upper <= utf8.count && isBoundary(lower, utf8)
            && isBoundary(upper, utf8) && (1...1_024).contains(token.term.utf8.count)
            && (!token.term.contains("\u{FFFD}") || text.contains("\u{FFFD}"))
        }
        #expect(areSound, "seed \(seed), \(analyzer.name)")
        let areOrdered = zip(tokens, tokens.dropFirst()).allSatisfy { one, next in
          one.position < next.position
            && (one.range.upperBound <= next.range.lowerBound || one.range == next.range)
        }
        #expect(areOrdered, "seed \(seed), \(analyzer.name)")
      }
    }
  }

  @Test func `the analysis and the query words are the tokens`() {
    for seed in UInt64(0)..<800 {
      var generator = SeededGenerator(seed: seed)
      let text = randomText(&generator)
      for analyzer in analyzers {
        let tokens = analyzer.tokens(in: text).map { "\($0.position) \($0.range) \($0.term)" }
        let analysis = analyzer.analysis(of: text).compactMap { word in
          word.term.map { "\(word.position) \(word.range) \($0)" }
        }
        #expect(analysis == tokens, "seed \(seed), \(analyzer.name)")
        let query = analyzer.queryWords(in: text).compactMap { word in
          word.term.map { "\(word.position) \(word.range) \($0)" }
        }
        #expect(query == tokens, "seed \(seed), \(analyzer.name)")
      }
    }
  }

  @Test func `folding twice is folding once`() {
    for seed in UInt64(0)..<1_500 {
      var generator = SeededGenerator(seed: seed)
      let terms = Analyzer.exact.tokens(in: randomText(&generator)).map(\.term)
      let again = terms.map { Analyzer.exact.tokens(in: $0).map(\.term) }
      #expect(again == terms.map { [$0] }, "seed \(seed)")
    }
  }

  @Test func `random bytes give well-formed terms and no trap`() {
    for seed in UInt64(0)..<1_500 {
      var generator = SeededGenerator(seed: seed)
      let leads: [UInt8] = [0xD8, 0xD9, 0xDA, 0xEF, 0xF0, 0xE2, 0x61, 0x20, 0x27, 0x2E, 0x30, 0x73]
      let bytes = (0..<Int.random(in: 0...80, using: &generator)).map { _ in
        Bool.random(using: &generator)
          ? UInt8.random(in: 0...255, using: &generator)
          : leads.randomElement(using: &generator) ?? 0
      }
      for analyzer in analyzers {
        let isSound = terms(bytes, analyzer).allSatisfy {
          String(validating: $0, as: UTF8.self) != nil
        }
        #expect(isSound, "seed \(seed), \(analyzer.name)")
      }
    }
  }
}
