import Foundation
import Testing

@testable import FihristText

/// The form, the stem and the root of a folded word, without the rules of spelling.
func levels(_ folded: String) -> [String] {
  withFoldedWord(folded) { word in
    var recorder = NoRecorder()
    let levels = WordLevels.shared
    return [
      levels.form(of: word, &recorder).string, levels.stem(of: word, &recorder).string,
      levels.root(of: word, &recorder).string,
    ]
  }
}

/// Calls `body` with the letters of `text`.
func withFoldedWord<Result>(_ text: String, _ body: (FoldedWord) -> Result) -> Result {
  let margin = [UInt8](repeating: 0, count: FoldedWord.margin)
  let bytes = margin + Array(text.utf8) + margin
  return unsafe bytes.withUnsafeBufferPointer { buffer in
    guard let base = buffer.baseAddress else { preconditionFailure("the margins are not empty") }
    return unsafe body(FoldedWord(base, margin.count..<bytes.count - margin.count))
  }
}

@Suite struct LevelVectorTests {
  @Test func `every word of the vectors has its form, stem and root`() throws {
    let vectors = try LevelVector.all()
    #expect(vectors.count == 540)
    for vector in vectors {
      #expect(Analyzer.exact.tokens(in: vector.input).map(\.term) == [vector.folded])
      #expect(levels(vector.folded) == [vector.form, vector.stem, vector.root], "\(vector.input)")
    }
  }

  @Test func `the root rules give the roots of ISRI, of words that are not stemmed first`() throws {
    let rows = try LevelVector.rows(of: "isri-vectors")
    #expect(rows.count == 339)
    for row in rows { #expect(root(ofFolded: row[1]) == row[2], "\(row[1])") }
  }

  private func root(ofFolded text: String) -> String {
    withFoldedWord(text) { word in
      var word = word
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
