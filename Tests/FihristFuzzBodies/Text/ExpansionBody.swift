import FihristFormat
import FihristSearch
import FihristStorage
import FihristTestSupport

/// A pattern or a fuzzy word, which the first byte chooses: what is found by seeking in the
/// dictionary is what is found by looking at every term.
final class ExpansionBody: FuzzBody {
  private let snapshot: Snapshot
  private let ranker: Ranker
  private let scene: FuzzScene

  init() throws {
    scene = try FuzzScene.make(isLarge: true)
    snapshot = try Snapshot(IndexDirectory(path: scene.home.path), scene.manifest)
    ranker = Ranker(snapshot)
  }

  var seeds: [[UInt8]] {
    ["w1", "w*1?", "w(1|2)+[0-9]?", "w12", "w12", "w21", "12w"].enumerated().map { number, text in
      [UInt8(number)] + Array(text.utf8)
    } + [[2] + Array("(a*)*b{2,5}|\\.[^x-z]".utf8), [6] + Array("كتاب".utf8)]
  }

  func run(_ bytes: [UInt8]) {
    guard let first = bytes.first else { return }
    let text = String(decoding: bytes.dropFirst().prefix(300), as: UTF8.self)
    let expansion: Query.Expansion =
      switch first % 7 {
      case 0: .prefix(text)
      case 1: .wildcard(text)
      case 2: .regularExpression(text)
      case 6: .fuzzy(text, edits: 2, isWeighted: true)
      default: .fuzzy(text, edits: Int(first % 7) - 3, isWeighted: false)
      }
    do {
      let found = try ranker.top(.expansion(expansion), limit: 20, counting: true)
      let expected = try ExhaustiveRanker(snapshot).top(.expansion(expansion), limit: 20)
      precondition(found.hits == expected.hits && found.total == expected.total, "\(expansion)")
    } catch {
      precondition(error.kind == .invalid, "\(error)")
    }
  }
}
