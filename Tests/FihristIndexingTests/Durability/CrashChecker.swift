import FihristFormat
import FihristStorage
import FihristTestSupport
import Foundation

@testable import FihristIndexing

/// Looks at what a crash has left: a reader must find a whole commit, and the next writer must go
/// on from it.
final class CrashChecker {
  /// What is found in an index, or why nothing is.
  enum Finding {
    case contents(IndexContents)
    case failure(String)
  }

  let life: IndexLife
  /// States of the disk that were opened and read.
  private(set) var stateCount = 0
  /// States in which a writer went on.
  private(set) var recoveryCount = 0
  private var findings: [DiskRemains: Set<Moment>] = [:]
  private var problems: [DiskRemains: String] = [:]

  init(_ life: IndexLife) { self.life = life }

  /// What a reader finds; like readers it begins again if a merge that still runs has made a newer
  /// commit.
  static func read(_ path: String) -> Finding {
    let directory = IndexDirectory(path: path)
    while true {
      let before = try? Manifest.newest(in: directory).generation
      do {
        return .contents(try IndexContents(path: path))
      } catch let error as IndexError where error.kind == .notFound && error.path == path {
        return .contents(IndexContents())
      } catch {
        let now = try? Manifest.newest(in: directory).generation
        if let before, let now, now > before { continue }
        return .failure("\(error)")
      }
    }
  }

  /// The moments whose contents a reader finds in `remains`, or the problem.
  func moments(
    _ remains: DiskRemains, of image: DiskImage
  ) throws -> Result<Set<Moment>, CrashProblem> {
    if let known = findings[remains] { return .success(known) }
    if let known = problems[remains] { return .failure(CrashProblem(text: known)) }
    stateCount += 1
    let home = try FihristTestSupport.TemporaryDirectory()
    try image.write(remains, to: home.path)
    switch Self.read(home.path(of: "index")) {
    case .failure(let text):
      problems[remains] = text
      return .failure(CrashProblem(text: text))
    case .contents(let contents):
      let moments = matching(contents)
      findings[remains] = moments
      return .success(moments)
    }
  }

  private func matching(_ contents: IndexContents) -> Set<Moment> {
    var moments: Set<Moment> = []
    if contents.documents.isEmpty { moments.insert(Moment(step: -1)) }
    for step in [-1] + life.steps.indices {
      if step >= 0, life.steps[step].contents == contents { moments.insert(Moment(step: step)) }
      if contentsWithExtra(after: step) == contents {
        moments.insert(Moment(step: step, hasExtra: true))
      }
    }
    return moments
  }

  /// What is wrong with `remains`: one of the moments `possible` must be left.
  func problem(
    _ remains: DiskRemains, of image: DiskImage, possible: Set<Moment>
  ) throws -> String? {
    switch try moments(remains, of: image) {
    case .failure(let problem): return problem.text
    case .success(let found):
      if !found.isDisjoint(with: possible) { return nil }
      return "the index is as after steps \(found), not \(possible)"
    }
  }

  /// What is wrong with the index at `path`, which must say what it said after one of `steps`.
  func problem(at path: String, after steps: [Int]) -> String? {
    switch Self.read(path) {
    case .failure(let text): return text
    case .contents(let contents):
      let found = matching(contents)
      return found.contains { !$0.hasExtra && steps.contains($0.step) }
        ? nil : "the index is as after steps \(found), not \(steps)"
    }
  }

  /// Goes on as the next writer would; returns what is wrong.
  ///
  /// - Parameter disk: Where `remains` lie.
  func recover(_ disk: SimulatedDisk, from moment: Moment) async throws -> String? {
    recoveryCount += 1
    let directory = IndexLifeRun.directory(on: disk)
    var options = IndexLifeRun.options
    options.mergesInBackground = false
    let writer = try IndexWriter(directory, schema: IndexLife.schema, options: options)
    if let problem = try leftovers(in: directory) { return problem }
    try await writer.add(IndexLife.extra)
    try await writer.commit()
    try await writer.close()
    if let problem = try leftovers(in: directory) { return problem }
    return Self.expect(contentsWithExtra(after: moment.step), at: directory.path)
  }

  private func contentsWithExtra(after step: Int) -> IndexContents {
    step >= 0 ? life.steps[step].contentsWithExtra : life.contentsOfExtra
  }

  private static func expect(_ contents: IndexContents, at path: String) -> String? {
    switch read(path) {
    case .failure(let text): "after recovery: \(text)"
    case .contents(let found): found.difference(from: contents).map { "after recovery: \($0)" }
    }
  }

  /// Files that the newest commit does not need.
  private func leftovers(in directory: IndexDirectory) throws -> String? {
    let needed = try Manifest.newest(in: directory).fileNames.union([WriterLock.fileName])
    let more = try Set(directory.fileNames()).subtracting(needed)
    return more.isEmpty ? nil : "the next writer leaves \(more.sorted())"
  }
}
