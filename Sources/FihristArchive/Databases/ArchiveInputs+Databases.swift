extension ArchiveInputs {
  /// Whether a database is among the files, judging by the first bytes of each.
  ///
  /// One that is packed or comes from a stream does not count, since it cannot be read.
  ///
  /// - Complexity: Opens the files up to the first database.
  public var hasDatabase: Bool {
    let interruption = InputInterruption()
    return files.contains { $0.isDatabase(interruption) }
  }

  /// Whether a folder was named, which may have other files later.
  public var hasFolder: Bool { !folders.isEmpty }
}

extension InputFile {
  /// Whether it is read as a database, or is refused when it is read.
  fileprivate func isDatabase(_ interruption: InputInterruption) -> Bool {
    guard format == .auto, stamp != nil else { return format == .sqlite }
    guard let file = try? FileBytes(path: path, interruption: interruption) else { return true }
    var head = [UInt8](repeating: 0, count: DatabaseFile.mark.count)
    // A regular file gives at once what it has.
    let count = unsafe head.withUnsafeMutableBytes { unsafe try? file.read(into: $0) }
    return count == head.count && head == DatabaseFile.mark
  }
}
