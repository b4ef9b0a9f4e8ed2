/// Walks over the files in a file, and in the files in it.
///
/// A file is taken if its name is that of a format, or if its contents are recognized; anything
/// else is passed over and counted.
final class PackedWalk {
  private let options: ArchiveOptions
  private let unpacker: any Unpacker
  private let limit: UnpackingLimit
  private var open: [PackedFile] = []

  /// Files that were looked at beforehand, and will be the next.
  private var ready: [Result<OpenInput, ArchiveError>] = []

  /// What to tell about files that were passed over: the file around them, and the message.
  private(set) var notes: [(path: InputPath, message: String)] = []

  /// Starts in `input`.
  init(
    _ input: OpenInput, _ unpacker: any Unpacker, _ options: ArchiveOptions
  ) throws(ArchiveError) {
    self.options = options
    self.unpacker = unpacker
    limit = UnpackingLimit(input.stream)
    open = [try PackedFile(input, unpacker, limit)]
  }

  /// The file in which the walk started.
  var root: OpenInput? { open.first?.input }

  /// The next file, opened; nil at the end.
  ///
  /// - Throws: ``ArchiveError`` if a file cannot be read; the walk can go on after that.
  func next() throws(ArchiveError) -> OpenInput? {
    ready.isEmpty ? try step() : try ready.removeFirst().get()
  }

  /// Looks for the first file that `isWanted`, and keeps all files up to there in memory, so that
  /// ``next()`` returns them again: a stream cannot be read a second time.
  ///
  /// - Parameters:
  ///   - count: So many files are looked at.
  ///   - byteCount: No more are looked at once about so many bytes are kept.
  /// - Returns: That file, and only its first bytes are kept; nil if there is none.
  /// - Throws: ``ArchiveError`` of kind `interrupted`; other errors wait for ``next()``.
  func look(
    atMost count: Int, byteCount: Int, for isWanted: (OpenInput) -> Bool
  ) throws(ArchiveError) -> OpenInput? {
    var kept = 0
    while ready.count < count, kept < byteCount {
      do throws(ArchiveError) {
        guard let input = try step() else { return nil }
        ready.append(.success(input))
        if isWanted(input) { return input }
        guard try keep(input) else { return nil }
        kept += input.head.count
      } catch {
        if error.kind == .interrupted { throw error }
        ready.append(.failure(error))
      }
    }
    return nil
  }

  /// Keeps all of `input` in memory, up to where it can be read; says whether the next file is in
  /// reach.
  private func keep(_ input: OpenInput) throws(ArchiveError) -> Bool {
    do throws(ArchiveError) {
      try input.extendHeadToEnd(limit: options.lineLimit)
    } catch {
      if error.kind == .interrupted { throw error }
      // Its stream reports the error to who reads it.
      _ = giveUp(error)
      return true
    }
    // A file that is longer than that is not whole, so the next one is out of reach.
    return input.isWhole
  }

  private func step() throws(ArchiveError) -> OpenInput? {
    while let around = open.last {
      try options.interruption.check(around.input.file.path)
      guard let (file, bytes) = try member(of: around) else { continue }
      let input: OpenInput
      do throws(ArchiveError) {
        input = try OpenInput(file, options, source: bytes)
      } catch  where file.hint == nil && file.format == .auto && error.isForeign {
        around.skip(file)
        continue
      } catch {
        throw giveUp(error)
      }
      if input.isPacked {
        try enter(input)
      } else if file.hint == nil, file.format == .auto, input.format == .text {
        around.skip(file)
      } else {
        return input
      }
    }
    return nil
  }

  /// Returns the notes, which are empty afterwards.
  func takeNotes() -> [(path: InputPath, message: String)] {
    defer { notes = [] }
    return notes
  }

  /// Tells that reading a file failed with `error`: after a bomb nothing more is read.
  func giveUp(_ error: ArchiveError) -> ArchiveError {
    if error.kind == .bomb || error.kind == .interrupted { open = [] }
    return error
  }

  private func member(
    of around: PackedFile
  ) throws(ArchiveError) -> (file: InputFile, bytes: MemberBytes)? {
    do throws(ArchiveError) {
      if let member = try around.next() { return member }
    } catch {
      leave()
      throw giveUp(error)
    }
    leave()
    return nil
  }

  private func enter(_ input: OpenInput) throws(ArchiveError) {
    guard open.count < UnpackingLimit.depth else {
      throw ArchiveError(
        .unsupported, path: input.file.path.spelling,
        reason: "it is packed more than \(UnpackingLimit.depth) deep",
        advice: "unpack the files around it and name the folder")
    }
    open.append(try PackedFile(input, unpacker, limit))
  }

  /// Leaves the file that was read last.
  private func leave() {
    guard let file = open.popLast(), file.skippedCount > 0 else { return }
    let names = file.skipped.joined(separator: ", ")
    let rest = file.skippedCount > file.skipped.count ? "…" : ""
    let message = "files in it that hold no article: \(file.skippedCount) (\(names)\(rest))"
    notes.append((file.input.file.path, message))
  }
}
