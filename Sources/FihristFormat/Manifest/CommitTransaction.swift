package import FihristStorage

/// The one way in which commits are made, be it by a writer, a merge, a repair, a rebuild, a purge
/// or a copy.
///
/// 1. The files of the commit are written and made durable, those that it alone needs under names
///    given to ``stage(_:)``.
/// 2. The manifest is written aside, under another name, and made durable; then the directory,
///    because the names of the files must be durable before a manifest speaks of them.
/// 3. The manifest is renamed, which publishes the commit, and the directory made durable again.
/// 4. Files that only earlier commits needed are removed.
///
/// A crash leaves the commit before or the new one. A failure in step 3 leaves it open which: the
/// manifest is then withdrawn, and if that fails too, the commit is *unconfirmed*: its number is
/// not given again, and its files stay until a later commit makes the question pointless.
///
/// Only the holder of the writer's lock may have one. Nothing is published if the directory's path
/// leads to another directory by now.
package struct CommitTransaction: Sendable {
  /// Where the index is.
  package let directory: IndexDirectory

  /// The last commit that is known to stand; nil where there is none.
  package private(set) var last: Manifest?

  /// Files of the next commit alone.
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

  /// Whether it is known of every commit that was tried whether it happened.
  package var isConfirmed: Bool { unconfirmed.files.isEmpty }

  /// Whether a commit that may have happened needs the file `name`.
  package func mayNeed(_ name: String) -> Bool { unconfirmed.files.contains(name) }

  /// Takes note of a file that is about to be written for the next commit. Unless that is published
  /// the file is removed.
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
  /// - Throws: ``IndexError`` of kind `storage` or `moved`. The commit before stands then, or the
  ///   new one is unconfirmed; what was staged is removed as far as that allows.
  package mutating func publish(_ next: Manifest) throws(IndexError) {
    do {
      try writeAside(next)
    } catch {
      try? directory.remove(next.asideName)
      abandon()
      throw error
    }
    do {
      try directory.requireInPlace()
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
    try directory.requireInPlace()
    var file = try directory.create(next.asideName, kind: .manifest)
    try file.append(next.body)
    _ = try file.finish()
    try directory.synchronize()
  }

  /// Takes back a commit whose publication failed. If that fails as well it is unconfirmed.
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

  /// Takes `next` for the last commit and removes what only those before it needed. What cannot be
  /// removed now is removed when the next writer opens the index.
  private mutating func retire(before next: Manifest) {
    let obsolete = unconfirmed.files.union(last?.fileNames ?? []).subtracting(next.fileNames)
    last = next
    staged = []
    unconfirmed.files = []
    for name in obsolete { try? directory.remove(name) }
  }
}

/// Commits whose manifests got their names, perhaps, and could not be taken back for certain: a
/// power failure may bring a manifest back, and then its files must be there.
private struct UnconfirmedCommits: Sendable {
  /// The highest number of them; it is not given again.
  var generation: UInt64 = 0
  /// Their files, until a later commit makes them pointless.
  var files: Set<String> = []
}

extension Manifest {
  /// Its name until it is published.
  fileprivate var asideName: String { IndexFileName.manifest(generation) + ".tmp" }

  /// Publishes this commit in a directory in which no other one is to be retired.
  ///
  /// - Throws: ``IndexError`` as ``CommitTransaction/publish(_:)`` does.
  package func commit(to directory: IndexDirectory) throws(IndexError) {
    var transaction = CommitTransaction(in: directory)
    try transaction.publish(self)
  }
}
