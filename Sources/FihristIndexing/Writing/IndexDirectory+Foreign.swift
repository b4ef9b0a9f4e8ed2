import FihristFormat
import FihristStorage

extension IndexDirectory {
  /// Files that systems and file browsers put into every folder.
  private static let tolerated: Set<String> = [
    WriterLock.fileName, "lost+found", ".DS_Store", ".localized", "Thumbs.db", "desktop.ini",
  ]

  /// Makes sure that the directory is an index, or can become one: it does not exist, or holds
  /// nothing but leftovers of an interrupted first commit.
  ///
  /// - Throws: `IndexError`: `invalid` if it holds foreign files and no index; `storage`.
  func requireIndexOrNothing() throws(IndexError) {
    if Manifest.exists(in: self) { return }
    var names: [String] = []
    do {
      names = try fileNames()
    } catch {
      guard error.kind == .notFound else { throw error }
    }
    let foreign = names.first {
      !Self.tolerated.contains($0) && !IndexFileName.belongsToIndex($0)
        && !IndexFileName.isOfInputs($0)
    }
    guard let foreign else { return }
    throw IndexError.invalid(
      path, "it is not an index, and not empty: it holds \"\(foreign)\"",
      advice: "choose a new or an empty directory")
  }
}
