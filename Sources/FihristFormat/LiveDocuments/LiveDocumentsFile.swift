package import FihristStorage

extension LiveDocuments {
  /// Writes the set as the live documents of `segment` as of commit `generation`.
  ///
  /// - Throws: ``IndexError`` of kind `storage`.
  package func write(
    to directory: IndexDirectory, segment: UInt64, generation: UInt64, synchronize: Bool = true
  ) throws(IndexError) -> FileSummary {
    let name = IndexFileName.live(segment: segment, generation: generation)
    var file = try directory.create(name, kind: .live)
    var bytes: [UInt8] = []
    bytes.appendLittleEndian(UInt32(documentCount))
    bytes.appendLittleEndian(UInt32(liveCount))
    for index in 0..<(documentCount + 63) / 64 {
      bytes.appendLittleEndian(unsafe words[index])
    }
    try file.append(bytes)
    return try file.finish(synchronize: synchronize)
  }

  /// Reads the set of a segment of `documentCount` documents, `liveCount` of them live.
  ///
  /// - Throws: ``IndexError`` of kind `damaged`.
  package static func read(
    _ summary: FileSummary, from directory: IndexDirectory, documentCount: Int, liveCount: Int
  ) throws(IndexError) -> LiveDocuments {
    let file = try directory.open(summary, kind: .live)
    let wordCount = (documentCount + 63) / 64
    guard file.byteCount == 8 + 8 * wordCount else {
      throw IndexError.damaged(file.path, "it is not of this segment's size")
    }
    let bytes = unsafe try file.bytes(0..<file.byteCount)
    let words = (0..<wordCount).map {
      unsafe bytes.littleEndian(at: 8 + 8 * $0, as: UInt64.self)
    }
    let counts = unsafe (
      bytes.littleEndian(at: 0, as: UInt32.self), bytes.littleEndian(at: 4, as: UInt32.self)
    )
    guard let live = LiveDocuments(documentCount: documentCount, words: words),
      Int(counts.0) == documentCount, Int(counts.1) == live.liveCount, live.liveCount == liveCount
    else { throw IndexError.damaged(file.path, "its counts do not fit") }
    return live
  }
}
