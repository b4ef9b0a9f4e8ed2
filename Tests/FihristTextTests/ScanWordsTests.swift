import FihristTestSupport
import FihristText
import Testing

/// The words of `bytes`, found `capacity` at a time.
private func words(_ bytes: [UInt8], _ analyzer: Analyzer, capacity: Int = 64) -> [Range<Int>] {
  var found: [Range<Int>] = []
  unsafe bytes.withUnsafeBufferPointer { text in
    unsafe withUnsafeTemporaryAllocation(of: WordRange.self, capacity: capacity) { buffer in
      var position = 0
      while case let count = unsafe analyzer.scanWords(text, from: &position, into: buffer),
        count > 0
      {
        for index in 0..<count { unsafe found.append(buffer[index].bytes) }
      }
    }
  }
  return found
}

func terms(_ bytes: [UInt8], _ analyzer: Analyzer) -> [[UInt8]] {
  var result: [[UInt8]] = []
  var terms = WordTerms()
  unsafe bytes.withUnsafeBufferPointer { text in
    for range in words(bytes, analyzer) {
      unsafe analyzer.appendTerms(ofWord: UnsafeBufferPointer(rebasing: text[range]), to: &terms)
    }
  }
  for index in 0..<terms.count { result.append(Array(terms.bytes(of: index))) }
  return result
}

let analyzers = Analyzer.names.compactMap { Analyzer(named: $0) }

/// Whether byte `offset` begins a scalar of `utf8`, or is its end.
func isBoundary(_ offset: Int, _ utf8: [UInt8]) -> Bool {
  offset == utf8.count || utf8[offset] & 0xC0 != 0x80
}

@Suite struct ScanWordsTests {
  @Test(arguments: analyzers)
  func `no text has no words`(_ analyzer: Analyzer) {
    #expect(words([], analyzer).isEmpty)
    #expect(words(Array(" \n\t\r  \u{A0}\u{3000}".utf8), analyzer).isEmpty)
    #expect(analyzer.tokens(in: "").isEmpty && analyzer.analysis(of: "").isEmpty)
  }

  @Test(arguments: analyzers)
  func `bytes that are not text separate words`(_ analyzer: Analyzer) {
    for bad: [UInt8] in [
      [0xFF], [0x80], [0xC0, 0xAF], [0xC1, 0x81], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80],
      [0xE0, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xFE, 0xFF], [0xD8], [0xD9], [0xE2, 0x80],
      [0xF0, 0x9F],
    ] {
      let text = Array("كتاب".utf8) + bad + Array(" abc".utf8) + bad
      let found = words(text, analyzer).map { Array(text[$0]) }
      #expect(found == [Array("كتاب".utf8), Array("abc".utf8)], "\(bad)")
    }
  }

  @Test(arguments: analyzers)
  func `a text cut inside a character loses that character only`(_ analyzer: Analyzer) {
    for word in ["كتاب", "ﻛﺘﺎﺏ", "déjà", "12٣"] {
      let utf8 = Array(word.utf8)
      for end in 0...utf8.count {
        let text = Array(utf8[..<end])
        var whole = text
        while !isBoundary(whole.count, utf8) { whole.removeLast() }
        #expect(terms(text, analyzer) == terms(whole, analyzer), "\(word), \(end) bytes")
      }
    }
  }

  @Test func `NUL separates, but not for the whitespace analyzer`() {
    for analyzer in analyzers {
      let found = words(Array("ab\0cd".utf8), analyzer)
      #expect(found == (analyzer == .whitespace ? [0..<5] : [0..<2, 3..<5]))
    }
  }

  @Test(arguments: [
    "ا", "a", "1", "ﻛ", "é", "漢", "1,", "a.", "ك\u{64B}", "-", "\u{200F}", "𐐀", "\0",
  ])
  func `a long run of one sign is cut into words and nothing is lost`(_ unit: String) {
    let text = Array(String(repeating: unit, count: 20_000 / unit.utf8.count).utf8)
    for analyzer in analyzers {
      let found = words(text, analyzer)
      #expect(found.allSatisfy { $0.count <= 1_024 && isBoundary($0.lowerBound, text) })
      #expect(zip(found, found.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound })
      if ["ا", "a", "ﻛ", "é", "𐐀"].contains(unit) {
        #expect(found.reduce(0) { $0 + $1.count } == text.count, "\(analyzer.name)")
      }
    }
  }

  @Test(arguments: analyzers)
  func `megabytes of one letter take no longer than other megabytes`(_ analyzer: Analyzer) {
    // Scanned once for each word they are cut into, they would take hours.
    let text = [UInt8](repeating: UInt8(ascii: "a"), count: 4 << 20)
    let length = analyzer == .lucene ? 255 : 1_024
    #expect(words(text, analyzer, capacity: 4_096).count == (text.count + length - 1) / length)
  }

  @Test(arguments: analyzers)
  func `the size of the buffer makes no difference`(_ analyzer: Analyzer) {
    let text = Array("وقال الوزير: 1,000 ريال في S-300 و2024/05/18 don't U.S.A ﷺ كتـاب".utf8)
    let all = words(text, analyzer)
    for capacity in 1...9 { #expect(words(text, analyzer, capacity: capacity) == all) }
  }

  @Test func `negative and late positions find nothing`() {
    let text = Array("abc".utf8)
    unsafe text.withUnsafeBufferPointer { text in
      unsafe withUnsafeTemporaryAllocation(of: WordRange.self, capacity: 4) { buffer in
        for start in [-1, 3, 4, Int.max] {
          var position = start
          #expect(unsafe Analyzer.arabic.scanWords(text, from: &position, into: buffer) == 0)
        }
      }
    }
  }
}
