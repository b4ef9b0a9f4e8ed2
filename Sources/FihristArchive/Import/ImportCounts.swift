/// How many files an import found, and why it reads them or not.
public struct ImportCounts: Sendable, Hashable {
  /// Files, and streams, that were not read before.
  public internal(set) var new = 0

  /// Files that were read before and have other contents now, or are to be read in another way.
  public internal(set) var changed = 0

  /// Files that were read in part, because an import was interrupted or the rest could not be read;
  /// the rest is read.
  public internal(set) var resumed = 0

  /// Files that were read before and have not changed: they are not read again.
  public internal(set) var unchanged = 0

  /// Those of the unchanged files that gave no document when they were read.
  public internal(set) var unchangedWithoutDocuments = 0

  /// Files that were read before, and are not in their folder any more.
  public internal(set) var vanished = 0

  /// How many files are read.
  public var read: Int { new + changed + resumed }
}
