import Foundation
import Testing

/// A folded word with its form, stem and root, as `Vectors/levels-vectors.tsv` has them.
struct LevelVector: Sendable {
  var input: String
  var folded: String
  var form: String
  var stem: String
  var root: String

  static func all() throws -> [LevelVector] {
    try rows(of: "levels-vectors").map { columns in
      LevelVector(
        input: columns[0], folded: columns[1], form: columns[2], stem: columns[3],
        root: columns[4])
    }
  }

  /// The rows of a file of vectors, without its comments.
  static func rows(of file: String) throws -> [[String]] {
    let url = try #require(
      Bundle.module.url(forResource: "Vectors/\(file)", withExtension: "tsv"))
    let text = try String(contentsOf: url, encoding: .utf8)
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
      line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
  }
}
