internal import HTTPTypes
internal import Synchronization

/// Answers that were given, for clients that ask the same again: many readers follow one link, and
/// go back and forth between pages.
///
/// An answer is known by its tag, which says the commit, the call and what else its bytes depend
/// on, so that one that is kept never grows old. There are two halves: what is asked for is in the
/// young one, and when that is full it becomes the old one, whose answers are forgotten.
final class AnswerMemory: Sendable {
  private struct Halves {
    var young: [String: Answer] = [:]
    var old: [String: Answer] = [:]
    var youngBytes = 0
    var oldBytes = 0
    var foundCount = 0
  }

  private let halves = Mutex(Halves())
  private let halfBytes: Int

  /// What an answer takes besides its bytes, about.
  private static let overhead = 512

  /// Makes a memory for answers of `byteCount` bytes in all, 0 or more.
  init(byteCount: Int) { halfBytes = byteCount / 2 }

  /// How many answers were found, and the bytes of those that are kept.
  var counts: (found: Int, bytes: Int) {
    halves.withLock { ($0.foundCount, $0.youngBytes + $0.oldBytes) }
  }

  /// The answer that `tag` names, if it is kept.
  ///
  /// - Complexity: O(1).
  func answer(_ tag: String) -> Answer? {
    halves.withLock { halves in
      if let answer = halves.young[tag] {
        halves.foundCount += 1
        return answer
      }
      guard let answer = halves.old.removeValue(forKey: tag) else { return nil }
      halves.foundCount += 1
      let size = Self.size(of: answer)
      halves.oldBytes -= size
      keep(answer, tag, size, in: &halves)
      return answer
    }
  }

  /// Keeps an answer that has a tag, if it is complete in memory and not larger than an eighth of
  /// what can be kept.
  ///
  /// - Complexity: O(1), and at times the answers that are forgotten.
  func keep(_ answer: Answer) {
    let size = Self.size(of: answer)
    guard let tag = answer.tag, answer.status == .ok, size <= halfBytes / 4 else { return }
    var answer = answer
    // Those are of the search that was made for it.
    (answer.waited, answer.searched) = (nil, nil)
    halves.withLock { halves in
      guard halves.young[tag] == nil else { return }
      if let known = halves.old.removeValue(forKey: tag) {
        halves.oldBytes -= Self.size(of: known)
      }
      keep(answer, tag, size, in: &halves)
    }
  }

  private func keep(_ answer: Answer, _ tag: String, _ size: Int, in halves: inout Halves) {
    if halves.youngBytes + size > halfBytes {
      (halves.old, halves.oldBytes) = (halves.young, halves.youngBytes)
      (halves.young, halves.youngBytes) = ([:], 0)
    }
    halves.young[tag] = answer
    halves.youngBytes += size
  }

  /// About how many bytes an answer takes; more than there can be for one that comes in pieces.
  private static func size(of answer: Answer) -> Int {
    guard case .bytes(let bytes) = answer.body else { return .max }
    return bytes.count + overhead
  }
}
