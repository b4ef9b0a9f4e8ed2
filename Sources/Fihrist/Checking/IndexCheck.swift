/// A check of an index's newest commit: whether its files are as they were written and say what
/// fits together. It changes nothing, needs no lock, and may run while a writer works.
///
///     let report = try IndexCheck(path: "articles.index", level: .full).run()
///     for finding in report.findings { print(finding) }
public struct IndexCheck: Sendable, Hashable {
  /// How much is looked at; each level includes those before it.
  public enum Level: String, Sendable, Hashable, CaseIterable, Comparable {
    /// The manifest, and every page of every file against its checksum: finds what a disk has
    /// altered, as fast as it is read.
    case checksums
    /// Everything is decoded: the order of terms and keys, document frequencies, postings, stored
    /// documents and sums; the bounds of scores against the score of each posting.
    case structure
    /// The stored text of each document is analysed again and compared with its postings, positions
    /// and length; no key may belong to two documents. Takes about as long as indexing.
    case full

    /// Whether `left` looks at less than `right`.
    public static func < (left: Level, right: Level) -> Bool {
      (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
  }

  /// The directory of the index.
  public var path: String

  /// How much is looked at.
  public var level: Level

  /// Names an index; nothing is read before ``run(progress:)``.
  public init(path: String, level: Level = .structure) {
    self.path = path
    self.level = level
  }

  /// Checks the newest commit that can be read. What is damaged keeps nothing else from being
  /// checked.
  ///
  /// If a writer commits meanwhile and removes files under the check, it starts again with the
  /// newer commit.
  ///
  /// - Parameter progress: Called with the bytes that were looked at and all bytes; each level
  ///   reads all bytes once more.
  /// - Throws: ``/FihristStorage/IndexError``: `.notFound` without an index there, `.unsupported`,
  ///   or `.storage` if the system refuses to read. Damage is not an error but a finding.
  public func run(progress: (UInt64, UInt64) -> Void = { _, _ in }) throws -> Report {
    let directory = IndexDirectory(path: path)
    do {
      var manifest = try Manifest.newest(in: directory)
      while true {
        let report = try CommitCheck(directory, manifest, level).run(progress)
        guard !report.isWhole, let next = try? Manifest.newest(in: directory),
          next.generation > manifest.generation
        else { return report }
        manifest = next
      }
    } catch {
      guard error.kind == .damaged else { throw error }
      return Report(withoutCommit: error, in: directory, level)
    }
  }
}
