/// The mark of a copy under way in its target, by which the next one knows what a killed one has
/// left.
///
/// Without it, segments without a manifest could as well be an index that has lost its manifest,
/// which must not be removed. So the mark is durable before the first file is, and goes when the
/// commit stands or when the last file has gone.
struct UnfinishedCopy {
  /// The name of the mark. Writers take it for the start of a manifest and remove it with such.
  static let markName = "manifest-copy.tmp"

  let directory: IndexDirectory

  /// Whether `names` are those of an unfinished copy and of nothing else: there is the mark, no
  /// commit, and no other's file.
  static func isAll(of names: [String]) -> Bool {
    names.contains(markName)
      && names.allSatisfy { name in
        name == WriterLock.fileName
          || IndexFileName.belongsToIndex(name) && IndexFileName.generation(ofManifest: name) == nil
      }
  }

  /// Sets the mark, durably.
  ///
  /// - Throws: `IndexError` of kind `storage`; no mark is there then.
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
  /// - Throws: `IndexError` of kind `storage`; the mark is still there then.
  func removeFiles() throws(IndexError) {
    let names = try directory.fileNames()
    guard Self.isAll(of: names) else { return }
    try remove(names.filter { $0 != WriterLock.fileName && $0 != Self.markName })
  }

  /// Removes the files `names` of a copy that ends early, and then the mark.
  ///
  /// - Throws: `IndexError` of kind `storage`, after all were tried; the mark is still there then.
  func remove(_ names: [String]) throws(IndexError) {
    var failure: IndexError?
    for name in names {
      do { try directory.remove(name) } catch { failure = failure ?? error }
    }
    if let failure { throw failure }
    // The files must be gone for good before the mark is.
    try directory.synchronize()
    try directory.remove(Self.markName)
  }
}
