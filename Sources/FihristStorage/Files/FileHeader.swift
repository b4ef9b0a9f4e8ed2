/// The first 16 bytes of a file: what it is and in which version.
struct FileHeader {
  /// The version of the file, one of those that its kind is read in.
  let version: UInt32

  /// The header of a file of `kind` in `version`.
  static func bytes(kind: FileKind, version: UInt32) -> [UInt8] {
    var writer = ByteWriter()
    writer.u32(FileLayout.magic)
    writer.u32(kind.code)
    writer.u32(version)
    writer.u32(0)
    return writer.bytes
  }

  /// Checks that `file` starts as a file of `kind` in a version that we read.
  ///
  /// Foreign files, other kinds and other versions are told apart before anything else is trusted,
  /// because each kind counts its own versions, and another version may lay out everything after
  /// the version number differently.
  ///
  /// - Throws: ``IndexError``: `damaged`, or `unsupported` for a version outside
  ///   ``FileKind/versions``.
  init(_ file: UnsafeRawBufferPointer, kind: FileKind, path: String) throws(IndexError) {
    guard file.count >= FileLayout.headerByteCount,
      unsafe Self.word(in: file, at: 0) == FileLayout.magic
    else { throw IndexError.damaged(path, "it is not a file of an index") }
    guard unsafe Self.word(in: file, at: 4) == kind.code else {
      throw IndexError.damaged(path, "it does not hold \(kind.name)")
    }
    version = unsafe Self.word(in: file, at: 8)
    guard version > 0 else {
      throw IndexError.damaged(path, "its header has values that no version wrote")
    }
    guard kind.versions.contains(version) else {
      throw Self.unsupported(version, kind: kind, path: path)
    }
    guard unsafe Self.word(in: file, at: 12) == 0 else {
      throw IndexError.damaged(path, "its header has values that no version wrote")
    }
  }

  private static func unsupported(_ version: UInt32, kind: FileKind, path: String) -> IndexError {
    let isNewer = version > kind.currentVersion
    return IndexError(
      .unsupported, path: path,
      reason: "it has version \(version) of the format of \(kind.name), "
        + (isNewer
          ? "newer than \(kind.currentVersion), the newest that this release reads"
          : "older than \(kind.versions.lowerBound), the oldest that this release reads"),
      advice: isNewer
        ? "use a newer release of Fihrist"
        : "rebuild the index with a release that reads version \(version), "
          + "or index the documents again")
  }

  private static func word(in file: UnsafeRawBufferPointer, at offset: Int) -> UInt32 {
    UInt32(littleEndian: unsafe file.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }
}
