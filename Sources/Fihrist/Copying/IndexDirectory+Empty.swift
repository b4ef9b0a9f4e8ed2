extension IndexDirectory {
  /// Makes sure that the directory can become an index: it is not there, or holds nothing but a lock.
  ///
  /// - Parameter isLeftover: Whether all of some file names may be there, too.
  /// - Throws: `IndexError`: `invalid` if it holds anything else; `storage`.
  func requireEmpty(
    allowing isLeftover: ([String]) -> Bool = { _ in false }
  ) throws(IndexError) {
    var names: [String] = []
    do {
      names = try fileNames()
    } catch {
      guard error.kind == .notFound else { throw error }
    }
    guard names.contains(where: { $0 != WriterLock.fileName }), !isLeftover(names) else { return }
    throw IndexError.invalid(
      path, Manifest.exists(in: self) ? "there is an index already" : "it is not empty",
      advice: "choose a new or an empty directory")
  }
}
