/// The first 16 bytes of a file: what it is and in which version.
enum FileHeader {
  /// The header of a file of `kind`.
  static func bytes(kind: FileKind) -> [UInt8] {
    var writer = ByteWriter()
    writer.u32(FileLayout.magic)
    writer.u32(kind.code)
    writer.u32(FileLayout.version)
    writer.u32(0)
    return writer.bytes
  }

  /// Checks that `file` begins as a file of `kind` in a version we read.
  ///
  /// Foreign and newer files are told apart before anything else is believed, because a newer
  /// version may lay out everything behind the version number in another way.
  static func check(_ file: UnsafeRawBufferPointer, kind: FileKind, path: String) throws(IndexError)
  {
    guard file.count >= FileLayout.headerByteCount,
      unsafe word(file, 0) == FileLayout.magic
    else { throw IndexError.damaged(path, "it is no file of an index") }
    let version = unsafe word(file, 8)
    guard version <= FileLayout.version else {
      throw IndexError(
        .unsupported, path: path,
        reason: "it has format version \(version), newer than \(FileLayout.version)",
        advice: "use a newer version of this software")
    }
    guard version == FileLayout.version, unsafe word(file, 12) == 0 else {
      throw IndexError.damaged(path, "its header has values that no version wrote")
    }
    guard unsafe word(file, 4) == kind.code else {
      throw IndexError.damaged(path, "it does not hold \(kind.name)")
    }
  }

  private static func word(_ file: UnsafeRawBufferPointer, _ offset: Int) -> UInt32 {
    UInt32(littleEndian: unsafe file.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }
}
