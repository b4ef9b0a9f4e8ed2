/// The bytes of a file in another one.
final class MemberBytes: ByteSource {
  let path: InputPath
  private let contents: any PackedContents
  let limit: UnpackingLimit?

  /// The bytes of the file that `contents` stand at, which messages call `path`; all that is
  /// unpacked counts for `limit`.
  init(_ contents: any PackedContents, path: InputPath, limit: UnpackingLimit) {
    self.contents = contents
    self.path = path
    self.limit = limit
  }

  var byteCount: Int? { nil }

  func read(into target: UnsafeMutableRawBufferPointer) throws(ArchiveError) -> Int {
    do throws(ArchiveError) {
      let count = try unsafe contents.read(into: target)
      try limit?.add(bytes: count)
      return count
    } catch {
      // The unpacker knows the file around, and users want to know which one in it is meant.
      var error = error
      error.path = path.spelling
      throw error
    }
  }

  func seek(to offset: Int) -> Bool { false }
}
