internal import FihristZstd

/// Why bytes could not be decompressed.
struct DecodingFailure: Error, Hashable, Sendable {
  /// The situation; of gzip only `damaged`.
  var kind = ZstdStream.Failure.Kind.damaged

  /// The decompressor's own words.
  var reason: String
}

extension DecodingFailure {
  /// The error for the file at `path`, which was read up to about `offset`.
  func archiveError(_ path: InputPath, near offset: Int) -> ArchiveError {
    switch kind {
    case .damaged:
      return ArchiveError(
        .damaged, path: path.spelling,
        reason: "the compressed data is damaged near byte \(offset) (\(reason))",
        advice: "fetch the file again")
    case .window:
      return ArchiveError(
        .unsupported, path: path.spelling,
        reason: "it was compressed with a long window, for which there is not enough memory",
        advice: "decompress it where there are 2 GiB: "
          + ShellWord.pipe("zstd -d --long=31 -c", path))
    case .dictionary:
      return ArchiveError(
        .unsupported, path: path.spelling,
        reason: "it was compressed with a dictionary",
        advice: "decompress it with the dictionary: "
          + ShellWord.pipe("zstd -d -D DICTIONARY -c", path))
    }
  }
}
