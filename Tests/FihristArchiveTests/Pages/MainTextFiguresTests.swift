import Foundation
import Testing

@testable import FihristArchive

/// How well the rule for the main text does on pages of many layouts, in which people marked the
/// text: it stands between the comments `[` and `]`.
///
/// `Documentation/Inputs.md` has the figures; they must not become worse.
@Suite struct MainTextFiguresTests {
  /// Words of the main text: how many were taken and meant, taken, and meant.
  private struct Words {
    var right = 0
    var taken = 0
    var meant = 0

    var precision: Double { taken == 0 ? 0 : Double(right) / Double(taken) }
    var recall: Double { Double(right) / Double(max(meant, 1)) }
  }

  private static let folder = Bundle.module.url(forResource: "MarkedPages", withExtension: nil)

  /// The words between the marks of `page`: tags are left out by a search of our own, so that the
  /// tokenizer is not checked by itself.
  private static func marked(_ page: String) -> [String] {
    let parts = page.components(separatedBy: "<!--[-->").dropFirst().map {
      $0.components(separatedBy: "<!--]-->")[0]
    }
    var text = ""
    var isTag = false
    for character in parts.joined(separator: " ").replacing("&nbsp;", with: " ") {
      if character == "<" { isTag = true }
      text.append(isTag ? " " : character)
      if character == ">" { isTag = false }
    }
    return words(text)
  }

  private static func words(_ text: String) -> [String] {
    text.split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }

  private static func taken(_ page: String) -> [String] {
    withView(Array(page.utf8)) { bytes in
      let text = PageText(bytes, 0..<bytes.count)
      return MainText(text).body.flatMap { block in
        words(String(decoding: text.text[block.range], as: UTF8.self))
      }
    }
  }

  private static func count(_ page: String) -> Words {
    var meant: [String: Int] = [:]
    for word in marked(page) { meant[word, default: 0] += 1 }
    var words = Words(meant: meant.values.reduce(0, +))
    for word in taken(page) {
      words.taken += 1
      guard let rest = meant[word], rest > 0 else { continue }
      meant[word] = rest - 1
      words.right += 1
    }
    return words
  }

  @Test func `precision and recall on marked pages`() throws {
    let folder = try #require(Self.folder)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    var pages: [Words] = []
    for name in names {
      let url = folder.appendingPathComponent(name)
      let words = Self.count(try String(contentsOf: url, encoding: .utf8))
      print("main text \(name): precision \(words.precision), recall \(words.recall)")
      #expect(words.meant > 20, "\(name) has no marked text")
      pages.append(words)
    }
    #expect(pages.count >= 12)
    let precision = pages.reduce(0) { $0 + $1.precision } / Double(pages.count)
    let recall = pages.reduce(0) { $0 + $1.recall } / Double(pages.count)
    print("main text of \(pages.count) pages: precision \(precision), recall \(recall)")
    #expect(precision >= Self.precision)
    #expect(recall >= Self.recall)
  }

  /// What the rule reaches at least, as means over the pages.
  private static let precision = 0.95
  private static let recall = 0.99
}
