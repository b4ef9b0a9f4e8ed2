/// A body that holds the same bytes twice, so that damage to one copy leaves the other. Manifests
/// use it, because without a manifest nothing of an index can be read.
///
/// ```
/// copy | zeros | copy          a copy: count u64 | checksum u32 | bytes
/// ```
///
/// The checksum covers the header of the file, the count and the bytes: a copy can be trusted by
/// itself, whatever happened to the rest of the file, and a copy of one version cannot pass for one
/// of another.
package enum DoubleBody {
  /// The second copy starts in a different block of this size from the one in which the first ends,
  /// because a disk loses whole blocks.
  static let blockByteCount = 4_096

  /// Count 8, checksum 4.
  static let headByteCount = 12

  /// A copy that is as it was written.
  package struct Copy: Equatable {
    /// Its contents.
    package var bytes: [UInt8]
    /// The version of the file's kind that they are written in.
    package var version: UInt32
  }

  /// The body of a file of `kind`, in its current version, around `bytes`.
  package static func holding(_ bytes: [UInt8], kind: FileKind) -> [UInt8] {
    var copy = ByteWriter()
    copy.u64(UInt64(bytes.count))
    copy.u32(checksum(of: bytes, kind: kind, version: kind.currentVersion))
    copy.raw(bytes)
    let end = FileLayout.headerByteCount + copy.bytes.count
    let blocks = (end + blockByteCount - 1) / blockByteCount
    let gap = blocks * blockByteCount - copy.bytes.count
    return copy.bytes + [UInt8](repeating: 0, count: gap) + copy.bytes
  }

  /// Each copy in `file` that is as it was written, the first copy first.
  static func copies(in file: UnsafeRawBufferPointer, kind: FileKind) -> [Copy] {
    var offsets = [FileLayout.headerByteCount]
    // Computed from the length of the file, because the count in the first copy may be damaged.
    if let body = FileLayout.bodyByteCount(fileByteCount: file.count) {
      offsets.append(FileLayout.headerByteCount + secondOffset(bodyByteCount: body))
    }
    return offsets.compactMap { unsafe copy(in: file, at: $0, kind: kind) }
  }

  /// Where in a body of `count` bytes the second copy starts.
  ///
  /// A copy of c bytes ends in block b of the file if 16 + c is above b - 1 and at most b blocks.
  /// The body has b blocks and c bytes then; so 16 + count is above 2b - 1 and at most 2b blocks.
  private static func secondOffset(bodyByteCount count: Int) -> Int {
    let pair = 2 * blockByteCount
    return (FileLayout.headerByteCount + count + pair - 1) / pair * blockByteCount
  }

  private static func copy(
    in file: UnsafeRawBufferPointer, at offset: Int, kind: FileKind
  ) -> Copy? {
    let start = offset + headByteCount
    guard start <= file.count else { return nil }
    // The head lies before `start`, and the bytes end with the file at most.
    let count = UInt64(
      littleEndian: unsafe file.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    let expected = UInt32(
      littleEndian: unsafe file.loadUnaligned(fromByteOffset: offset + 8, as: UInt32.self))
    guard count <= UInt64(file.count - start) else { return nil }
    let bytes = unsafe [UInt8](file[start..<start + Int(count)])
    // The header may be damaged, so the version is the one for which the checksum matches.
    let version = kind.versions.reversed().first {
      checksum(of: bytes, kind: kind, version: $0) == expected
    }
    return version.map { Copy(bytes: bytes, version: $0) }
  }

  private static func checksum(of bytes: [UInt8], kind: FileKind, version: UInt32) -> UInt32 {
    var head = ByteWriter()
    head.raw(FileHeader.bytes(kind: kind, version: version))
    head.u64(UInt64(bytes.count))
    return Checksum.crc32c(bytes, continuing: Checksum.crc32c(head.bytes))
  }
}
