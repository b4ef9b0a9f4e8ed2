import Fihrist
import FihristFormat
import FihristIndexing
import FihristStorage
import FihristTestSupport

/// A backup or a restoring that is broken off: what is copied, what lies in the target before, and
/// what may be found there afterwards.
final class CopyScene {
  /// What there is in the target.
  enum Finding: Equatable {
    /// No commit.
    case nothing
    /// What it held before the copy.
    case before
    /// The copy.
    case copied
  }

  /// Whether the target holds an index, which is replaced: a restoring. Otherwise there is none.
  let isRestoring: Bool
  let source: TemporaryDirectory
  private let copied: SmallIndex.Answers
  private var before: SmallIndex.Answers?

  init(isRestoring: Bool) async throws {
    self.isRestoring = isRestoring
    source = try TemporaryDirectory()
    try await SmallIndex.make(at: source.path)
    copied = try SmallIndex.Answers(at: source.path)
  }

  /// The directory that is copied into.
  static func target(on disk: SimulatedDisk) -> IndexDirectory {
    IndexDirectory(path: disk.root + "/target", disk: disk.disk)
  }

  /// Makes what lies in the target before.
  func prepare(_ disk: SimulatedDisk) async throws {
    guard isRestoring else { return }
    let writer = try IndexWriter(
      Self.target(on: disk), schema: .article, options: SmallIndex.options)
    try await writer.add(SmallIndex.extra)
    try await writer.commit()
    try await writer.delete(key: SmallIndex.extra.key)
    try await writer.add(SourceDocument(key: "z", values: ["body": "كتاب عن سلطنة عمان"]))
    try await writer.commit()
    try await writer.close()
    before = try SmallIndex.Answers(at: Self.target(on: disk).path)
  }

  /// Copies.
  func run(on disk: SimulatedDisk) throws {
    let target = Self.target(on: disk)
    var copy = IndexCopy(from: source.path, to: target.path)
    copy.replacesTarget = isRestoring
    _ = try copy.run(into: target)
  }

  /// What is found in the target under `root`.
  func finding(in root: String) -> Result<Finding, CopyProblem> {
    do {
      let found = try SmallIndex.Answers(at: root + "/target")
      if found == copied { return .success(.copied) }
      if found == before { return .success(.before) }
      return .failure(CopyProblem(text: "it answers \(found)"))
    } catch {
      let kind = (error as? IndexError)?.kind
      let isAbsent = kind == .notFound || kind == .damaged
      return isAbsent && !isRestoring
        ? .success(.nothing) : .failure(CopyProblem(text: "\(error)"))
    }
  }

  /// Copies again into what a break has left on `disk`; returns what is wrong.
  func goOn(_ disk: SimulatedDisk, from found: Finding) -> String? {
    let target = Self.target(on: disk)
    do {
      try run(on: disk)
      if found == .copied, !isRestoring { return "an index is overwritten" }
    } catch let error as IndexError where found == .copied && !isRestoring {
      if error.kind != .invalid { return "the next copy: \(error)" }
      // An index like any other: its next writer removes what is left over.
      do { try tidy(target) } catch { return "the next writer: \(error)" }
    } catch {
      return "the next copy: \(error)"
    }
    return problem(with: target)
  }

  private func tidy(_ target: IndexDirectory) throws {
    _ = try IndexWriter(target, options: SmallIndex.options)
  }

  private func problem(with target: IndexDirectory) -> String? {
    do {
      guard try SmallIndex.Answers(at: target.path) == copied else { return "another copy" }
      try SmallIndex.check(target.path)
      let needed = try Manifest.newest(in: target).fileNames.union([WriterLock.fileName])
      let more = try Set(target.fileNames()).subtracting(needed)
      return more.isEmpty ? nil : "\(more.sorted()) are left over"
    } catch {
      return "after the next copy: \(error)"
    }
  }
}
