public import CFihrist
internal import Fihrist
internal import FihristAnswers

/// A question about copies that several indexes answer together, round by round.
final class Rounds {
  private enum Asked {
    case search(FoldedSearch, SearchRequest)
    case copies(CopiesOfDocument)
  }

  private var asked: Asked
  private let timeLimit: Duration?
  private let began = ContinuousClock.now

  /// An index that is asked late still has some time: what was found must be made whole.
  private static let leastTime = Duration.milliseconds(50)

  /// - Throws: ``CallError`` for a question that is not answered in rounds, or a request of another
  ///   shape.
  init(_ question: Int32, _ request: String) throws {
    switch fihrist_question(rawValue: UInt32(bitPattern: question)) {
    case FIHRIST_SEARCH:
      let search = try RequestJSON.read(SearchRequest.self, from: request, "request")
      asked = .search(FoldedSearch(search), search)
      timeLimit = search.timeLimit
    case FIHRIST_COPIES:
      let copies = try RequestJSON.read(Requests.Copies.self, from: request, "request")
      asked = .copies(
        CopiesOfDocument(
          of: copies.key, overlap: copies.overlap ?? CopiesRequest.usualOverlap,
          fields: copies.fields ?? []))
      timeLimit = copies.duration
    default:
      throw CallError(
        "question", "\(question) is not answered in rounds",
        advice: "use FIHRIST_SEARCH or FIHRIST_COPIES")
    }
  }

  /// Takes the answers to the last question, and gives the next one, or the answer to all.
  ///
  /// - Parameters:
  ///   - parts: An array of answers, in JSON; empty at the beginning.
  ///   - stops: Whether no more copies are looked for.
  func next(_ parts: String, stops: Bool) throws -> (question: String, answer: String) {
    let answers =
      parts.isEmpty ? nil : try RequestJSON.read([CopyAnswer].self, from: parts, "parts")
    let took = began.duration(to: .now)
    let isLate = stops || timeLimit.map { took >= $0 } ?? false
    var next: CopyQuestion?
    switch asked {
    case .search(var rounds, let request):
      next = Self.advance(&rounds, answers, isLate)
      asked = .search(rounds, request)
    case .copies(var rounds):
      next = Self.advance(&rounds, answers, isLate)
      asked = .copies(rounds)
    }
    guard var question = next else { return ("", try answer()) }
    question.timeLimit = timeLimit.map { max(Self.leastTime, $0 - took) }
    return (try RequestJSON.text(of: question), "")
  }

  private static func advance(
    _ rounds: inout some CopyRounds, _ answers: [CopyAnswer]?, _ isLate: Bool
  ) -> CopyQuestion? {
    if let answers { rounds.take(answers) }
    if isLate { rounds.stop(.timeLimit) }
    return rounds.question
  }

  private func answer() throws -> String {
    switch asked {
    case .search(let rounds, let request):
      guard let results = rounds.results else { return JSON.null.text }
      return SearchAnswer(results, to: request, readAs: "", milliseconds: 0).json.text
    case .copies(let rounds): return rounds.cluster?.json.text ?? JSON.null.text
    }
  }
}

/// Starts a question that is answered in rounds.
@_cdecl("fihrist_rounds_open")
public func fihristRoundsOpen(
  _ question: Int32, _ request: UnsafePointer<CChar>?, _ count: Int,
  _ rounds: UnsafeMutablePointer<OpaquePointer?>?, _ error: UnsafeMutablePointer<fihrist_text>?
) -> Int32 {
  unsafe Texts.reporting(to: error) {
    let request = unsafe try Texts.read(request, count, "request")
    unsafe try Handles.give(try Rounds(question, request), to: rounds, "rounds")
  }
}

/// Ends it.
@_cdecl("fihrist_rounds_close")
public func fihristRoundsClose(_ rounds: OpaquePointer?) {
  unsafe Handles.close(rounds, Rounds.self)
}

/// Takes the answers of a round, and gives the next question or the answer.
@_cdecl("fihrist_rounds_next")
public func fihristRoundsNext(
  _ rounds: OpaquePointer?, _ parts: UnsafePointer<CChar>?, _ count: Int, _ stop: Int32,
  _ question: UnsafeMutablePointer<fihrist_text>?, _ answer: UnsafeMutablePointer<fihrist_text>?,
  _ error: UnsafeMutablePointer<fihrist_text>?
) -> Int32 {
  unsafe Texts.reporting(to: error) {
    let rounds = unsafe try Handles.object(rounds, Rounds.self, "rounds")
    let parts = unsafe try Texts.read(parts, count, "parts")
    let next = try rounds.next(parts, stops: stop != 0)
    unsafe Texts.write(next.question, to: question)
    unsafe Texts.write(next.answer, to: answer)
  }
}
