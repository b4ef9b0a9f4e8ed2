@_spi(Threads) internal import FihristStorage
internal import Synchronization

/// An index, open for searching.
///
///     let index = try Index(path: "articles.index")
///     for hit in try index.search("المحادثات النووية").hits {
///       print(hit.rank, hit.title ?? hit.key)
///     }
///
/// It shows the commit that was newest when it was opened or last refreshed. Any number of threads
/// may search it at once.
public final class Index: Sendable {
  /// The directory of the index.
  public let path: String

  /// The directory, which may have been replaced by another since.
  private let directory: IndexDirectory

  private let current: Mutex<OpenCommit>

  /// Held during a refresh, so that of two refreshes the later one does not end first.
  private let refreshing = Mutex(())

  /// Opens the newest commit of the index at `path`.
  ///
  /// - Throws: ``/FihristStorage/IndexError``: `.notFound` if no index is there, `.unsupported` if
  ///   a newer version or another analyzer wrote it, `.damaged` or `.storage`.
  /// - Complexity: O(segments): files are mapped, not read.
  public init(path: String) throws {
    self.path = path
    directory = IndexDirectory(path: path)
    current = Mutex(
      try Self.withDirectory(directory) { (directory) throws(IndexError) in
        try OpenCommit(directory)
      })
  }

  private init(path: String, directory: IndexDirectory, commit: OpenCommit) {
    self.path = path
    self.directory = directory
    current = Mutex(commit)
  }

  /// Another index of the commit that is shown now. It keeps that commit when this one is
  /// refreshed, so that several searches can be answered from one commit.
  ///
  /// Both share what they have open; the files of the commit are kept until the last is gone.
  public func pinned() -> Index { Index(path: path, directory: directory, commit: commit) }

  /// Moves to the newest commit of the index that is at ``path`` now. Searches under way finish on
  /// the old one.
  ///
  /// The commit is compared by all that its manifest says, not by its number. So an index that was
  /// moved to the path is noticed, whatever the number of its commit.
  ///
  /// A relative path means what it meant when the index was opened, even if the process has changed
  /// its working directory.
  ///
  /// - Returns: Whether there was another commit.
  /// - Throws: ``/FihristStorage/IndexError`` as ``init(path:)``; the old commit is still shown
  ///   then.
  /// - Complexity: O(segments) to compare; only segments that the old commit did not have are
  ///   opened, and live documents that have changed are read.
  @discardableResult
  public func refresh() throws -> Bool {
    let old = try refreshing.withLock { (_) throws(IndexError) -> OpenCommit? in
      let before = commit.snapshot
      let newest = try Self.withDirectory(try directory.reopened()) {
        (directory) throws(IndexError) in
        try Manifest.withNewest(in: directory) { (manifest) throws(IndexError) in
          manifest == before.manifest ? before : try Snapshot(directory, manifest, after: before)
        }
      }
      if newest === before { return nil }
      var opened = try OpenCommit(newest, path: path)
      current.withLock { swap(&$0, &opened) }
      return opened
    }
    guard let old else { return false }
    if hasDroppedSegments(of: old) { Self.close(old) }
    return true
  }

  /// Whether the commit that is shown lacks segments of `old`.
  private func hasDroppedSegments(of old: OpenCommit) -> Bool {
    let shown = Set(commit.snapshot.segments.map { ObjectIdentifier($0) })
    return old.snapshot.segments.contains { !shown.contains(ObjectIdentifier($0)) }
  }

  /// Lets go of a commit on another thread: files that a writer has removed are deleted by the last
  /// that has them mapped, and a file system may take some milliseconds for each.
  private static func close(_ commit: OpenCommit) {
    WorkerThreads.detach { withExtendedLifetime(commit) {} }
  }

  /// Calls `body` with `directory`, and again with its replacement if it fails because the
  /// directory was replaced.
  private static func withDirectory<Result>(
    _ directory: IndexDirectory, _ body: (IndexDirectory) throws(IndexError) -> Result
  ) throws(IndexError) -> Result {
    var directory = directory
    while true {
      do {
        return try body(directory)
      } catch {
        guard !directory.isUnmoved, let next = try? directory.reopened(), next.isUnmoved else {
          throw error
        }
        directory = next
      }
    }
  }

  /// The number of the commit that is shown; each commit of an index has a greater one.
  public var generation: UInt64 { commit.snapshot.manifest.generation }

  /// The user data of the commit that is shown; see
  /// ``/FihristIndexing/IndexWriter/commit(replacingUserData:)``.
  public var userData: [String: String] { commit.snapshot.manifest.userData }

  /// How many documents are found.
  public var documentCount: Int { Int(commit.snapshot.documentCount) }

  /// The fields of the documents.
  public var schema: Schema { commit.snapshot.manifest.schema }

  /// The analyzer of queries and indexed fields.
  public var analyzer: Analyzer { commit.analyzer }

  /// What searches start from.
  var commit: OpenCommit { current.withLock { $0 } }
}
