extension ArchiveReader {
  /// How many files with names of articles are opened to find the first JSON.
  private static let textsLookedAt = 100

  /// The first file of JSON or rows, opened so that it will be read on from its start; nil if there
  /// is none. Files that cannot be read are skipped; reading them later will report why.
  ///
  /// - Parameter unsuitable: Files that were looked at already, by their numbers.
  /// - Throws: ``ArchiveError`` of kind `interrupted`, and why a named file is refused if none that
  ///   was looked at can be read.
  func firstRecords(except unsuitable: Set<Int> = []) throws(ArchiveError) -> OpenInput? {
    var texts = 0
    var isAnyRead = false
    var refusal: ArchiveError?
    for (index, file) in inputs.files.enumerated() where !file.format.namesParts {
      if unsuitable.contains(index) {
        isAnyRead = true
        continue
      }
      if file.format == .auto, file.hint?.namesParts ?? false {
        texts += 1
        if texts > Self.textsLookedAt { continue }
      }
      let result = open(index)
      if case .success = result { isAnyRead = true }
      switch result {
      case .success(let input) where input.isPacked:
        if !input.stream.isRepeatable {
          opened[index] = result
          if let found = try firstRecords(of: input, number: index) { return found }
        } else if let found = try firstRecords(in: input) {
          return found
        }
      case .success(let input) where !input.format.namesParts && !isNameless(input):
        opened[index] = result
        try ignoringDamage { () throws(ArchiveError) in
          try input.extendHeadToRecord(limit: options.lineLimit)
        }
        return input
      case .success(let input) where input.stream.isRepeatable: continue
      case .success(let input) where !input.format.isArticle: opened[index] = result
      case .success(let input):
        opened[index] = result
        // The writer of this input may have to finish before that of the next input starts.
        try ignoringDamage { () throws(ArchiveError) in
          try input.extendHeadToEnd(limit: options.lineLimit)
        }
      case .failure(let error):
        if error.kind == .interrupted { throw error }
        if file.isNamed, !error.isDamage { refusal = refusal ?? error }
        opened[index] = result
      }
    }
    if !isAnyRead, texts <= Self.textsLookedAt, let refusal { throw refusal }
    return nil
  }

  /// The first records of the files in `input`, which is read again later.
  private func firstRecords(in input: OpenInput) throws(ArchiveError) -> OpenInput? {
    guard let unpacker = options.unpacker,
      let walk = try? PackedWalk(input, unpacker, options)
    else { return nil }
    for _ in 0..<Self.textsLookedAt {
      do throws(ArchiveError) {
        guard let member = try walk.next() else { return nil }
        if member.format.namesParts || isNameless(member) { continue }
        try ignoringDamage { () throws(ArchiveError) in
          try member.extendHeadToRecord(limit: options.lineLimit)
        }
        return member
      } catch {
        if error.kind == .interrupted { throw error }
      }
    }
    return nil
  }

  /// How many bytes of files in a stream are kept in memory while the first records are looked for.
  private static let keptBytes = 16 << 20

  /// The first records of the files in `input`, a stream, which is read on from there.
  private func firstRecords(
    of input: OpenInput, number index: Int
  ) throws(ArchiveError) -> OpenInput? {
    guard let unpacker = options.unpacker else { return nil }
    let walk: PackedWalk
    do throws(ArchiveError) {
      walk = try PackedWalk(input, unpacker, options)
    } catch {
      if error.kind == .interrupted { throw error }
      opened[index] = .failure(error)
      return nil
    }
    walks[index] = walk
    let found = try walk.look(atMost: Self.textsLookedAt, byteCount: Self.keptBytes) { member in
      !member.format.namesParts && !isNameless(member)
    }
    if let found {
      try ignoringDamage { () throws(ArchiveError) in
        try found.extendHeadToRecord(limit: options.lineLimit)
      }
    }
    return found
  }

  /// Whether `input` is a table in a folder, whose columns have no names: it does not tell what the
  /// members of the other files are called.
  private func isNameless(_ input: OpenInput) -> Bool {
    !input.file.isNamed && !(input.table?.hasNames ?? true)
  }

  /// Does `work`, and ignores errors: they are reported when the file is read.
  func ignoringDamage(_ work: () throws(ArchiveError) -> Void) throws(ArchiveError) {
    do throws(ArchiveError) {
      try work()
    } catch {
      // Whole records that came before an interruption are still read later.
    }
  }
}
