/// A check of an index's newest commit: whether its files are as they were written and consistent
/// with each other. It changes nothing, needs no lock, and may run while a writer works.
///
///     let report = try IndexCheck(path: "articles.index", level: .full).run()
///     for finding in report.findings { print(finding) }
public struct IndexCheck: Sendable, Hashable {
  /// How much is checked; each level includes those before it.
  public enum Level: String, Sendable, Hashable, CaseIterable, Comparable {
    /// The manifest, and every page of every file against its checksum: finds what a disk has
    /// altered, at reading speed.
    case checksums
    /// Everything is decoded: the order of terms and keys, document frequencies, postings, stored
    /// documents and sums; the bounds of scores against the score of each posting.
    case structure
    /// The stored text of each document is analyzed again and compared with its postings, positions
    /// and length; no key may belong to two documents. Takes about as long as indexing.
    case full

    /// Whether `left` checks less than `right`.
    public static func < (left: Level, right: Level) -> Bool {
      (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
  }

  /// The directory of the index.
  public var path: String

  /// How much is checked.
  public var level: Level

  /// Makes a check of an index; nothing is read before ``run(progress:)``.
  public init(path: String, level: Level = .structure) {
    self.path = path
    self.level = level
  }

  /// Checks the newest commit that can be read. Damage to one part does not prevent the check of
  /// others.
  ///
  /// If a writer commits meanwhile and removes files that the check needs, the check starts again
  /// with the newer commit.
  ///
  /// - Parameter progress: Called with the bytes that were checked and all bytes; each level reads
  ///   all bytes once more.
  /// - Throws: ``/FihristStorage/IndexError``: `.notFound` without an index there, `.unsupported`,
  ///   or `.storage` if the system refuses to read. Damage is not an error but a finding.
  public func run(progress: (UInt64, UInt64) -> Void = { _, _ in }) throws -> Report {
    let directory = IndexDirectory(path: path)
    do {
      var manifest = try Manifest.newest(in: directory)
      while true {
        let report = try CommitCheck(directory, manifest: manifest, level: level).run(progress)
        guard !report.isWhole || report.hasLostNotes,
          let next = try? Manifest.newest(in: directory),
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
