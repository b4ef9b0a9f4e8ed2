internal import FihristFormat

/// The files of the inputs that a user names: files, pipes, folders with their contents, and `-`
/// for standard input.
public struct ArchiveInputs: Sendable, Hashable {
  /// The files, in the order in which they are read: as named, and inside a folder by the bytes of
  /// the names.
  package private(set) var files: [InputFile] = []

  /// Bytes of all files, or nil if one of them is a stream, whose length is unknown.
  public private(set) var byteCount: UInt64? = 0

  /// How many files of the folders were skipped because their names are not those of JSON lines or
  /// text files, or because they are not files at all.
  public private(set) var skippedCount = 0

  /// The paths of the first few of them.
  public private(set) var skipped: [String] = []

  /// Folders and files inside the named folders that may not be looked at.
  private(set) var failures: [ArchiveError] = []

  /// The paths from the root of the folders that were named.
  private(set) var folders: [[UInt8]] = []

  /// The pipes that were named; each can be read once.
  private var pipes: Set<FolderEntry.Identity> = []

  /// Finds the files of `arguments`.
  ///
  /// In folders, only files count whose names end as those of a format do, such as `.jsonl`,
  /// `.csv`, `.html` or `.txt`, with what compression adds to them, or as those of archives do,
  /// such as `.zip`; all of them if `format` is not `auto`. Names that start with a dot and links
  /// to folders are skipped. An unreadable part of a folder is reported by the feed, like a file
  /// that cannot be read.
  ///
  /// - Parameters:
  ///   - arguments: Paths; `-` is standard input. Names that are not UTF-8 have the form of
  ///     ``InputPath/argument(_:)``.
  ///   - format: The format of all files; `auto` recognizes it from the contents of each.
  /// - Throws: ``ArchiveError`` if a path does not exist or cannot be read, if no file is found, if
  ///   two text articles would have the same key, or if a stream is named twice.
  public init(_ arguments: [String], format: InputFormat = .auto) throws {
    for argument in arguments { try add(InputPath(argument), format) }
    try checkKeys()
    if !files.isEmpty { return }
    if let failure = failures.first { throw failure }
    let path = arguments.first.map { InputPath($0).spelling } ?? "input"
    throw ArchiveError(
      .noInput, path: path,
      reason: arguments.isEmpty
        ? "nothing was named" : "no .jsonl, .csv, .html or .txt file is in it",
      advice: "name a file, a folder of files, or - for standard input, or set --format")
  }

  private mutating func add(_ path: InputPath, _ format: InputFormat) throws(ArchiveError) {
    if path.isStandardInput {
      if files.contains(where: { $0.path == path }) { throw Self.namedTwice(path) }
      files.append(
        InputFile(path: path, name: "-", isNamed: true, format: format, root: files.count))
      byteCount = nil
      return
    }
    let entry = try FolderEntry(path: path)
    let fromRoot = path.fromRoot
    if entry.kind == .folder {
      if let fromRoot { folders.append(fromRoot.bytes) }
      return try addFolder(path, fromRoot, under: [], format)
    }
    if entry.kind == .pipe, !pipes.insert(entry.identity).inserted {
      throw Self.namedTwice(path)
    }
    let name = path.lastComponent.spelling
    add(
      entry,
      InputFile(
        path: path, name: name, isNamed: true, format: format, hint: InputFormat.named(name),
        identity: fromRoot?.bytes))
  }

  private static func namedTwice(_ path: InputPath) -> ArchiveError {
    ArchiveError(
      .sameKey, path: path.spelling, reason: "it is named twice but can be read only once",
      advice: "name it once")
  }

  private mutating func addFolder(
    _ path: InputPath, _ fromRoot: InputPath?, under prefix: [UInt8], _ format: InputFormat
  ) throws(ArchiveError) {
    for name in try FolderEntry.names(in: path) where name.bytes.first != UInt8(ascii: ".") {
      let child = path.appending(name)
      do throws(ArchiveError) {
        try addChild(
          child, fromRoot?.appending(name), name: InputPath(bytes: prefix + name.bytes),
          format: format)
      } catch {
        failures.append(error)
      }
    }
  }

  private mutating func addChild(
    _ path: InputPath, _ fromRoot: InputPath?, name: InputPath, format: InputFormat
  ) throws(ArchiveError) {
    let entry: FolderEntry
    do throws(ArchiveError) {
      entry = try FolderEntry(path: path)
    } catch  where error.kind == .notFound {
      // Anything but a link was removed meanwhile.
      guard FolderEntry.isLink(path) else { return }
      if format == .auto, InputFormat.named(name.spelling) == nil,
        !InputFormat.isPacked(name.spelling)
      {
        return skip(path)
      }
      // A disk may be missing, so its documents stay until the link is gone, too.
      throw ArchiveError(
        .unreadable, path: path.spelling, reason: "the link leads to no file",
        advice: "bring the file back, or remove the link")
    }
    switch entry.kind {
    case .folder:
      if !entry.isLink {
        try addFolder(path, fromRoot, under: name.bytes + [UInt8(ascii: "/")], format)
      }
    case .file:
      let hint = InputFormat.named(name.spelling)
      if format == .auto, hint == nil, !InputFormat.isPacked(name.spelling) { return skip(path) }
      add(
        entry,
        InputFile(
          path: path, name: name.spelling, isNamed: false, format: format, hint: hint,
          identity: fromRoot?.bytes))
    case .pipe, .other: skip(path)
    }
  }

  private mutating func skip(_ path: InputPath) {
    skippedCount += 1
    if skipped.count < 5 { skipped.append(path.spelling) }
  }

  private mutating func add(_ entry: FolderEntry, _ file: InputFile) {
    if entry.kind != .file {
      byteCount = nil
    } else if let total = byteCount {
      byteCount = total &+ entry.byteCount
    }
    var file = file
    file.root = files.count
    file.stamp = entry.stamp
    files.append(file)
  }

  /// The same inputs with only the files `kept`.
  func keeping(_ kept: [InputFile]) -> ArchiveInputs {
    var inputs = self
    inputs.files = kept
    for index in kept.indices { inputs.files[index].root = index }
    inputs.byteCount = kept.reduce(0) { sum, file in
      sum.flatMap { sum in file.stamp.map { sum &+ $0.byteCount } }
    }
    return inputs
  }

  /// The name of a text article is its key, so no two may have the same name.
  ///
  /// Names are compared byte by byte: a letter with a mark and the same letter in two characters
  /// are two names.
  private func checkKeys() throws(ArchiveError) {
    var known: [[UInt8]: InputFile] = [:]
    for file in files where file.mayBeText {
      guard let other = known.updateValue(file, forKey: Array(file.name.utf8)),
        other.path != file.path, other.isText, file.isText
      else { continue }
      throw ArchiveError(
        .sameKey, path: file.path.spelling,
        reason: "its key \"\(file.name)\" is also that of \(other.path.spelling)",
        advice: "name one folder that holds both, so that their paths differ")
    }
  }
}

extension InputFile {
  /// Whether it may be a text article, judging without opening it.
  fileprivate var mayBeText: Bool {
    format.isArticle || (format == .auto && hint?.isArticle ?? true && !path.isStandardInput)
  }

  /// Whether it is a text article; reads its contents only if they have to decide.
  fileprivate var isText: Bool {
    if format != .auto { return format.isArticle }
    // A stream is checked when it is read; what cannot be read is not an article.
    guard let entry = try? FolderEntry(path: path), entry.kind == .file,
      let input = try? OpenInput(self)
    else { return false }
    return input.format.isArticle
  }
}
