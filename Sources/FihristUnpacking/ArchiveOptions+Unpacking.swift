public import FihristArchive

extension ArchiveOptions {
  /// Reads the files in archives too: tar, zip and 7z, and files packed with bzip2, xz, lzma, lz4,
  /// lzip or compress.
  ///
  /// Archives in archives are read too, two deep. Nothing is ever written to disk.
  public mutating func unpackArchives() { unpacker = SystemUnpacker() }
}
