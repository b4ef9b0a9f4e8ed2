internal import Synchronization

/// An index, open for searching.
///
///     let index = try Index(path: "articles.index")
///     for hit in try index.search("المحادثات النووية").hits { print(hit.rank, hit.title ?? hit.key) }
///
/// It shows the commit that was newest when it was opened or last refreshed. Any number of threads
/// may search it at once.
public final class Index: Sendable {
  /// The directory of the index.
  public let path: String

  private let current: Mutex<OpenCommit>

  /// Opens the newest commit of the index at `path`.
  ///
  /// - Throws: ``/FihristStorage/IndexError``: `.notFound` without an index there, `.unsupported` if a newer
  ///   version or another analyzer wrote it, `.damaged` or `.storage`.
  /// - Complexity: O(segments): files are mapped, not read.
  public init(path: String) throws(IndexError) {
    self.path = path
    current = Mutex(try OpenCommit(path: path))
  }

  /// Moves to the newest commit, if there is a newer one. Searches under way finish on the old one.
  ///
  /// - Returns: Whether there was a newer one.
  /// - Throws: ``/FihristStorage/IndexError`` as ``init(path:)``; the old commit is still shown then.
  /// - Complexity: O(segments) to compare; only segments that the old commit had not are opened, and
  ///   live documents that have changed are read.
  @discardableResult
  public func refresh() throws(IndexError) -> Bool {
    let before = commit
    let directory = IndexDirectory(path: path)
    let newest = try Manifest.withNewest(in: directory) { (manifest) throws(IndexError) in
      manifest.generation == before.snapshot.manifest.generation
        ? before.snapshot : try Snapshot(directory, manifest, after: before.snapshot)
    }
    if newest === before.snapshot { return false }
    let opened = try OpenCommit(newest, path: path)
    current.withLock { now in
      // Another thread may have moved to a newer one meanwhile.
      let isNewer = newest.manifest.generation > now.snapshot.manifest.generation
      if isNewer || now === before { now = opened }
    }
    return true
  }

  /// The number of the commit that is shown; each commit has a greater one.
  public var generation: UInt64 { commit.snapshot.manifest.generation }

  /// What the commit that is shown says about itself; see
  /// ``/FihristIndexing/IndexWriter/commit(userData:)``.
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
