import Foundation
import Testing

@testable import FihristText

/// The form, the stem and the root of the only word of `text`.
func levels(_ text: String) -> [String]? {
  let levels = Analyzer.levels(of: text)
  guard levels.count == 1 else { return nil }
  // A word that is not Arabic is the same at all levels.
  let stem = levels[0].stem
  return [levels[0].form ?? stem, stem, levels[0].root ?? stem]
}

@Suite struct LevelVectorTests {
  @Test func `every word of the vectors has its form, stem and root`() throws {
    let vectors = try LevelVector.all()
    #expect(vectors.count == 540)
    for vector in vectors {
      #expect(Analyzer.exact.tokens(in: vector.input).map(\.term) == [vector.folded])
      for word in [vector.input, vector.folded] {
        #expect(levels(word) == [vector.form, vector.stem, vector.root], "\(word)")
      }
    }
  }

  @Test func `the root rules give the roots of ISRI, of words that are not stemmed first`() throws {
    let rows = try LevelVector.rows(of: "isri-vectors")
    #expect(rows.count == 339)
    for row in rows { #expect(root(ofFolded: row[1]) == row[2], "\(row[1])") }
  }

  private func root(ofFolded text: String) -> String {
    let margin = [UInt8](repeating: 0, count: FoldedWord.margin)
    let bytes = margin + Array(text.utf8) + margin
    return unsafe bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return "" }
      var word = unsafe FoldedWord(base, margin.count..<bytes.count - margin.count)
      var recorder = NoRecorder()
      let letters = RootRules().root(&word, &recorder)
      return letters?.string ?? word.string
    }
  }

  /// The file is made from texts of others, and is not part of the repository.
  private static let vocabulary = ProcessInfo.processInfo.environment["FIHRIST_LEVELS"]

  @Test(
    .enabled(
      if: vocabulary != nil,
      "set FIHRIST_LEVELS to a file of lines: folded word, form, stem, root, separated by tabs"))
  func `every word of a large vocabulary has its form, stem and root`() throws {
    let text = try String(contentsOfFile: #require(Self.vocabulary), encoding: .utf8)
    var count = 0
    var differing: [String] = []
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      count += 1
      if levels(columns[0]) != Array(columns[1...]) { differing.append(String(line)) }
    }
    #expect(count > 0)
    #expect(differing.isEmpty, "\(differing.count) of \(count): \(differing.prefix(50))")
  }
}
