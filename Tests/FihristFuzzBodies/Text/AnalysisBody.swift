import FihristText

/// Every analyzer on a text that may be no UTF-8.
final class AnalysisBody: FuzzBody {
  private let analyzers = Analyzer.names.compactMap(Analyzer.init(named:))

  var seeds: [[UInt8]] {
    [
      "وَالمُفاوَضاتُ بالسيارات ٢٠٢٤", "S-300 2024/05/18 1.234,5 x'y don't",
      "ﷺ ﻻ ـــ ء آأإ ى ة ک ی",
      "Éclair STRASSE ﬁ \u{0301}\u{200C}\u{200F}", "كتاب\u{0}كتاب\u{FEFF} \u{1F600}", "۱۲۳ ½ ²",
    ].map { Array($0.utf8) }
  }

  func run(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    let count = text.utf8.count
    for analyzer in analyzers {
      expectInside(analyzer.tokens(in: text).map { ($0.range, $0.position) }, count)
      expectInside(analyzer.analysis(of: text).map { ($0.range, $0.position) }, count)
      for word in analyzer.queryWords(in: text) {
        precondition(word.range.lowerBound >= 0 && word.range.upperBound <= count)
      }
    }
    scan(bytes)
  }

  /// Words lie in the text, in their order.
  private func expectInside(_ words: [(range: Range<Int>, position: Int)], _ count: Int) {
    var last = (start: 0, position: -1)
    for word in words {
      precondition(word.range.lowerBound >= last.start && word.range.upperBound <= count)
      precondition(word.position >= last.position)
      last = (word.range.lowerBound, word.position)
    }
  }

  /// What indexing does, on the bytes as they are.
  private func scan(_ bytes: [UInt8]) {
    unsafe bytes.withUnsafeBufferPointer { bytes in
      unsafe withUnsafeTemporaryAllocation(of: WordRange.self, capacity: 16) { words in
        for analyzer in analyzers {
          var terms = WordTerms()
          var position = 0
          while case let found = unsafe analyzer.scanWords(bytes, from: &position, into: words),
            found > 0
          {
            terms.removeAll()
            for index in 0..<found {
              let word = unsafe UnsafeBufferPointer(rebasing: bytes[words[index].bytes])
              unsafe analyzer.appendTerms(ofWord: word, to: &terms)
            }
            for index in 0..<terms.count {
              let count = terms.bytes(of: index).count
              precondition(count >= 1 && count <= WordTerms.maximumTermByteCount)
            }
          }
        }
      }
    }
  }
}
