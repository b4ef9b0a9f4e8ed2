/// The marker of a copy in progress in its target. The next copy uses it to recognize the leftovers
/// of a killed one.
///
/// Otherwise, segments without a manifest could also be an index that has lost its manifest, which
/// must not be removed. So the marker is durable before the first file is, and is removed when the
/// commit is durable or the last file is removed.
struct UnfinishedCopy {
  /// The name of the marker. To writers it looks like an unfinished manifest, which they remove.
  static let markName = "manifest-copy.tmp"

  let directory: IndexDirectory

  /// Whether `names` are those of an unfinished copy and of nothing else: the marker, without a
  /// commit or foreign files.
  static func isAll(of names: [String]) -> Bool {
    names.contains(markName)
      && names.allSatisfy { name in
        name == WriterLock.fileName
          || IndexFileName.belongsToIndex(name) && IndexFileName.generation(ofManifest: name) == nil
      }
  }

  /// Creates the marker, durably.
  ///
  /// - Throws: `IndexError` of kind `storage`; the marker does not exist then.
  func start() throws(IndexError) {
    do {
      _ = try directory.create(Self.markName, kind: .manifest).finish()
      try directory.synchronize()
    } catch {
      try? directory.remove(Self.markName)
      throw error
    }
  }

  /// Removes what an unfinished copy has left, if the directory holds one.
  ///
  /// - Throws: `IndexError` of kind `storage`; the marker is still there then.
  func removeFiles() throws(IndexError) {
    let names = try directory.fileNames()
    guard Self.isAll(of: names) else { return }
    try remove(names.filter { $0 != WriterLock.fileName && $0 != Self.markName })
  }

  /// Removes the files `names` of a copy that ends early, and then the marker.
  ///
  /// - Throws: `IndexError` of kind `storage`, after all were tried; the marker is still there
  ///   then.
  func remove(_ names: [String]) throws(IndexError) {
    var failure: IndexError?
    for name in names {
      do { try directory.remove(name) } catch { failure = failure ?? error }
    }
    if let failure { throw failure }
    // The removal of the files must be durable before the marker is removed.
    try directory.synchronize()
    try directory.remove(Self.markName)
  }
}
