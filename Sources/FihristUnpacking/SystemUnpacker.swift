internal import FihristArchive

/// Unpacks with the system's libarchive.
struct SystemUnpacker: Unpacker {
  func open(_ bytes: PackedBytes) throws(ArchiveError) -> any PackedContents {
    try SystemContents(bytes)
  }
}
