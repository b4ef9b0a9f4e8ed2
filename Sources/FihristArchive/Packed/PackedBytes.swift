/// The bytes of a file that holds others, for what unpacks it.
package final class PackedBytes {
  /// The path that messages show.
  package var path: String { stream.path.spelling }

  /// How many bytes there are, if any of them can be reached with ``seek(to:)``; else nil.
  package var seekableCount: Int? { stream.seekableCount }

  private let stream: InputStream
  private var head: [UInt8]
  private var offset = 0

  /// Reading stops at multiples of so many bytes, in a file in which somebody seeks as in a pipe:
  /// so the same bytes are refused at the same byte.
  private static let blockSize = 64 << 10

  /// The bytes of `head`, and then those of `stream`.
  init(head: [UInt8], _ stream: InputStream) {
    self.head = head
    self.stream = stream
  }

  /// The next bytes; none at the end.
  ///
  /// - Throws: ``ArchiveError`` if they cannot be read.
  package func next() throws(ArchiveError) -> [UInt8] {
    if !head.isEmpty {
      defer { head = [] }
      offset += head.count
      return head
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Self.blockSize)
    _ = try stream.append(Self.blockSize - offset % Self.blockSize, to: &bytes)
    offset += bytes.count
    return bytes
  }

  /// Goes on reading at `offset`; says whether that is possible.
  package func seek(to offset: Int) -> Bool {
    guard stream.seek(to: offset) else { return false }
    head = []
    self.offset = offset
    return true
  }

  /// The error for a file that cannot be unpacked because `library` is not installed.
  package func missing(_ library: String) -> ArchiveError {
    ArchiveError(
      .unsupported, path: path, reason: "it is packed, and \(library) is not installed",
      advice: "install \(library), or unpack the file and name the folder")
  }

  /// The error for files that nobody can read without a password.
  package func locked() -> ArchiveError {
    ArchiveError(
      .unsupported, path: path, reason: "what is in it has a password",
      advice: "unpack it with the password and name the folder")
  }

  /// The error for a file that is damaged, as the unpacker says in `reason`.
  package func damage(_ reason: String) -> ArchiveError {
    ArchiveError(
      .damaged, path: path, reason: "it cannot be unpacked any further (\(reason))",
      advice: "fetch the file again, or unpack it and name the folder")
  }
}
