package import FihristStorage

/// The only way in which commits are made, by a writer, a merge, a repair, a rebuild, a purge or a
/// copy.
///
/// 1. The files of the commit are written and made durable. Those that only it needs have names
///    that were given to ``stage(_:)``.
/// 2. The manifest is written under a temporary name and made durable; then the directory is,
///    because the names of the files must be durable before a manifest refers to them.
/// 3. The manifest is renamed, which publishes the commit, and the directory made durable again.
/// 4. Files that only earlier commits needed are removed.
///
/// A crash leaves either the previous commit or the new one. After a failure in step 3 it is
/// unknown which one. The manifest is then withdrawn. If that fails too, the commit is
/// *unconfirmed*: its number is not used again, and its files stay until a later commit makes the
/// question irrelevant.
///
/// Only the holder of the writer's lock may use a transaction. Nothing is published if the
/// directory's path has come to lead to another directory.
package struct CommitTransaction: Sendable {
  /// Where the index is.
  package let directory: IndexDirectory

  /// The last commit that is known to be durable; nil if there is none.
  package private(set) var last: Manifest?

  /// Files that only the next commit needs.
  private var staged: Set<String> = []

  /// Commits that may or may not have happened.
  private var unconfirmed = UnconfirmedCommits()

  /// Follows the commit `last`, which must be durable.
  package init(in directory: IndexDirectory, after last: Manifest? = nil) {
    self.directory = directory
    self.last = last
  }

  /// A number that no commit has, not even one that may or may not have happened.
  package var nextGeneration: UInt64 { max(last?.generation ?? 0, unconfirmed.generation) + 1 }

  /// Whether it is known, for every commit that was tried, if it happened.
  package var isConfirmed: Bool { unconfirmed.files.isEmpty }

  /// Whether a commit that may have happened needs the file `name`.
  package func mayNeed(_ name: String) -> Bool { unconfirmed.files.contains(name) }

  /// Registers a file that is about to be written for the next commit. If that commit is not
  /// published, the file is removed.
  package mutating func stage(_ name: String) { staged.insert(name) }

  /// Removes what was staged for a commit that will not be made, unless an unconfirmed commit may
  /// need it.
  package mutating func abandon() {
    for name in staged where !mayNeed(name) { try? directory.remove(name) }
    staged = []
  }

  /// Publishes `next`: from then on readers see its segments and no others.
  ///
  /// - Parameter next: Its number is at least ``nextGeneration``, its files are durable.
  /// - Throws: ``IndexError`` of kind `storage` or `moved`. The previous commit is then still
  ///   current, or the new one is unconfirmed. Staged files are removed unless an unconfirmed
  ///   commit may need them.
  package mutating func publish(_ next: Manifest) throws(IndexError) {
    do {
      try writeAside(next)
    } catch {
      try? directory.remove(next.asideName)
      abandon()
      throw error
    }
    do {
      try directory.requireUnmoved()
      try directory.rename(next.asideName, to: IndexFileName.manifest(next.generation))
      try directory.synchronize()
    } catch {
      withdraw(next)
      abandon()
      throw error
    }
    retire(before: next)
  }

  private func writeAside(_ next: Manifest) throws(IndexError) {
    try directory.requireUnmoved()
    var file = try directory.create(next.asideName, kind: .manifest)
    try file.append(next.body)
    _ = try file.finish()
    try directory.synchronize()
  }

  /// Withdraws a commit whose publication failed. If that fails too, the commit is unconfirmed.
  private mutating func withdraw(_ next: Manifest) {
    try? directory.remove(next.asideName)
    do {
      try directory.remove(IndexFileName.manifest(next.generation))
      try directory.synchronize()
    } catch {
      unconfirmed.generation = next.generation
      unconfirmed.files.formUnion(next.fileNames.subtracting(last?.fileNames ?? []))
    }
  }

  /// Makes `next` the last commit, and removes the files that only earlier commits needed. Files
  /// that cannot be removed now are removed when the next writer opens the index.
  private mutating func retire(before next: Manifest) {
    let obsolete = unconfirmed.files.union(last?.fileNames ?? []).subtracting(next.fileNames)
    last = next
    staged = []
    unconfirmed.files = []
    for name in obsolete { try? directory.remove(name) }
  }
}

/// Commits whose manifests may have been renamed and could not be withdrawn for certain. A power
/// failure may bring a manifest back, and its files must then exist.
private struct UnconfirmedCommits: Sendable {
  /// The highest of their numbers; it is not used again.
  var generation: UInt64 = 0
  /// Their files, until a later commit makes them irrelevant.
  var files: Set<String> = []
}

extension Manifest {
  /// The temporary name of its file until it is published.
  fileprivate var asideName: String { IndexFileName.manifest(generation) + ".tmp" }

  /// Publishes this commit in a directory that has no earlier commit.
  ///
  /// - Throws: ``IndexError`` as ``CommitTransaction/publish(_:)`` does.
  package func commit(to directory: IndexDirectory) throws(IndexError) {
    var transaction = CommitTransaction(in: directory)
    try transaction.publish(self)
  }
}
