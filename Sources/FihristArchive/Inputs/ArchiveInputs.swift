/// The files behind the inputs that a user names: files, folders with all that is in them, and `-`
/// for standard input.
package struct ArchiveInputs: Sendable, Hashable {
  /// The files, in the order in which they are read: as named, and inside a folder by the bytes of
  /// the names.
  package private(set) var files: [InputFile] = []

  /// Bytes of all files, or nil if standard input is among them.
  package private(set) var byteCount: UInt64? = 0

  /// How many files of the folders were passed over because their names say neither JSON lines nor
  /// text.
  package private(set) var skippedCount = 0

  /// The paths of the first few of them.
  package private(set) var skipped: [String] = []

  /// Finds the files behind `arguments`.
  ///
  /// In folders, files count whose names end in `.jsonl`, `.ndjson`, `.json`, `.txt` or `.text`,
  /// with or without `.gz` or `.zst`; all of them if `format` is not `auto`. Names that begin with
  /// a dot and links to folders are passed over.
  ///
  /// - Throws: ``ArchiveError`` if a path is not there or cannot be read, if there is no file, or if
  ///   two text articles would have the same key.
  package init(_ arguments: [String], format: InputFormat = .auto) throws(ArchiveError) {
    for argument in arguments { try add(argument, format) }
    guard !files.isEmpty else {
      throw ArchiveError(
        .noInput, path: arguments.first ?? "input",
        reason: arguments.isEmpty ? "nothing was named" : "no .jsonl or .txt file is in it",
        advice: "name a file, a folder of files, or - for standard input, or set --format")
    }
    try checkKeys()
  }

  private mutating func add(_ argument: String, _ format: InputFormat) throws(ArchiveError) {
    if argument == "-" {
      files.append(InputFile(path: "-", name: "-", isNamed: true, format: format))
      byteCount = nil
      return
    }
    let entry = try FolderEntry(path: argument)
    if entry.isFolder {
      try addFolder(argument, under: "", format)
    } else {
      let name = String(argument.split(separator: "/").last ?? "")
      add(entry, InputFile(path: argument, name: name, isNamed: true, format: format))
    }
  }

  private mutating func addFolder(
    _ path: String, under prefix: String, _ format: InputFormat
  ) throws(ArchiveError) {
    for name in try FolderEntry.names(in: path) where !name.hasPrefix(".") {
      let child = path.hasSuffix("/") ? path + name : path + "/" + name
      // What vanishes meanwhile, and links that lead nowhere, are no input.
      guard let entry = try? FolderEntry(path: child) else { continue }
      if entry.isFolder {
        if !entry.isLink { try addFolder(child, under: prefix + name + "/", format) }
      } else if entry.isFile {
        add(entry, InputFile(path: child, name: prefix + name, isNamed: false, format: format))
      }
    }
  }

  private mutating func add(_ entry: FolderEntry, _ file: InputFile) {
    var file = file
    if file.format == .auto {
      if let format = InputFormat.named(file.path) {
        file.format = format
      } else if !file.isNamed {
        skippedCount += 1
        if skipped.count < 5 { skipped.append(file.path) }
        return
      }
    }
    if let total = byteCount { byteCount = total &+ entry.byteCount }
    files.append(file)
  }

  /// Text articles are known by their names, so no two may share one.
  private func checkKeys() throws(ArchiveError) {
    var paths: [String: String] = [:]
    for file in files where file.format == .text {
      guard let other = paths.updateValue(file.path, forKey: file.name), other != file.path else {
        continue
      }
      throw ArchiveError(
        .sameKey, path: file.path,
        reason: "its key \"\(file.name)\" is also that of \(other)",
        advice: "name one folder that holds both, so that their paths differ")
    }
  }
}
