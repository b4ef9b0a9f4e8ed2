/// The surroundings of an index: the directories above it, and foreign files inside it.
extension IndexDirectory {
  /// Whether this directory is `other` or lies somewhere below it, whatever symbolic links lead to
  /// either. If one of them does not exist yet, its path counts.
  package func isWithin(_ other: IndexDirectory) -> Bool {
    guard let other = try? other.open(), let own = other.identity(of: ".") else { return false }
    return nearest?.isWithin(own) ?? false
  }

  /// The directory, or the deepest existing one above it.
  private var nearest: OpenDirectory? {
    if let open = try? open() { return open }
    var rest = location ?? path
    while let end = rest.lastIndex(of: "/") {
      rest = String(rest[..<end])
      if let open = try? OpenDirectory(path: rest.isEmpty ? "/" : rest) { return open }
    }
    return try? OpenDirectory(path: ".")
  }

  /// The folders and files below the directory that are not `own`, as paths relative to it. A
  /// folder ends in "/", and all that it holds follows it. Symbolic links are named and not
  /// followed.
  ///
  /// - Parameter isOwn: Whether a name in the directory itself is one of the index's.
  /// - Throws: ``IndexError`` of kind `storage`.
  package func foreignEntries(except isOwn: (String) -> Bool) throws(IndexError) -> [String] {
    let directory = try open()
    var found: [String] = []
    var rest = Array(try directory.fileNames().filter { !isOwn($0) }.reversed())
    while let path = rest.popLast() {
      guard directory.isFolder(path) else {
        found.append(path)
        continue
      }
      found.append(path + "/")
      // A folder that may not be listed is still named.
      let names = (try? directory.fileNames(in: path)) ?? []
      rest += names.reversed().map { path + "/" + $0 }
    }
    return found
  }
}

extension OpenDirectory {
  /// Whether this is the directory `other` or lies somewhere below it.
  fileprivate func isWithin(_ other: FileIdentity) -> Bool {
    var path = "."
    var below: FileIdentity?
    // The root is its own parent.
    while let here = identity(of: path), here != below {
      if here == other { return true }
      below = here
      path += "/.."
    }
    return false
  }
}
