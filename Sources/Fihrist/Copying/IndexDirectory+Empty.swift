extension IndexDirectory {
  /// Makes sure that neither this directory nor the index in `source` lies inside the other: people
  /// who move, delete or back up the index would take a copy inside it for a part of it.
  ///
  /// - Throws: `IndexError` of kind `invalid`.
  func requireApart(from source: IndexDirectory) throws(IndexError) {
    if isWithin(source) {
      throw IndexError.invalid(
        path, "it is inside the index \(source.path)",
        advice: "choose a directory outside of the index")
    }
    if source.isWithin(self) {
      throw IndexError.invalid(
        path, "the index \(source.path) is inside it",
        advice: "choose a directory that does not hold the index")
    }
  }

  /// Makes sure that the directory can become an index: it does not exist, or holds nothing but a
  /// lock.
  ///
  /// - Parameter isLeftover: Whether a set of file names may be ignored as leftovers.
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
    let isOfIndex = names.contains(where: IndexFileName.isOfSegment)
    throw IndexError.invalid(
      path,
      Manifest.exists(in: self)
        ? "there is an index already"
        : isOfIndex ? "there is an index without a manifest" : "it is not empty",
      advice: "choose a new or an empty directory")
  }
}
