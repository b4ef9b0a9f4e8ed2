import FihristText
import Foundation
import Testing

/// The vectors of the light stemmers, as `Vectors/light10-vectors.tsv` has them.
struct StemmerVector: Sendable {
  var input: String
  var folded: String
  var light10: String
  var lucene: String

  static func all() throws -> [StemmerVector] {
    let url = try #require(
      Bundle.module.url(forResource: "Vectors/light10-vectors", withExtension: "tsv"))
    let text = try String(contentsOf: url, encoding: .utf8)
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
      let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      return StemmerVector(
        input: columns[0], folded: columns[1], light10: columns[2], lucene: columns[3])
    }
  }
}
