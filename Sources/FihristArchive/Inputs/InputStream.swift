/// The unpacked bytes of one input, read from beginning to end.
@safe final class InputStream {
  private enum Decoder {
    case none
    case gzip(GzipDecoder)
    case zstd(ZstdDecoder)
  }

  /// So many bytes are read from the file at a time.
  private static let blockSize = 1 << 18

  /// The path, `-` for standard input.
  var path: String { file.path }

  /// How many bytes of the file were read, packed as they lie there.
  private(set) var position = 0

  private let file: FileBytes
  private var decoder: Decoder
  /// What was read of the file; ``unread`` tells the part that was not unpacked yet.
  private let block: UnsafeMutableRawBufferPointer
  /// Room for what is unpacked.
  private let unpacked: UnsafeMutableRawBufferPointer
  private var unread = 0..<0
  private var isAtEnd = false
  private var failure: ArchiveError?

  /// Opens `path`, `-` for standard input, and looks how it is packed.
  init(path: String) throws(ArchiveError) {
    file = try FileBytes(path: path)
    decoder = .none
    unsafe block = .allocate(byteCount: Self.blockSize, alignment: 16)
    unsafe unpacked = .allocate(byteCount: Self.blockSize, alignment: 16)
    // Few bytes may come first through a pipe; four tell the packing.
    var filled = 0
    while filled < 8 {
      let count = try readFile(from: filled)
      if count == 0 { break }
      filled += count
    }
    unread = 0..<filled
    isAtEnd = filled < 8
    decoder = try makeDecoder()
  }

  deinit {
    unsafe block.deallocate()
    unsafe unpacked.deallocate()
  }

  /// Adds up to `limit` bytes to `bytes`; says whether the input ended before that.
  ///
  /// What could be unpacked of a file that is cut off or damaged is given before the error is.
  func append(_ limit: Int, to bytes: inout [UInt8]) throws(ArchiveError) -> Bool {
    if let failure { throw failure }
    var rest = limit
    while rest > 0 {
      let target = unsafe UnsafeMutableRawBufferPointer(
        rebasing: unpacked[..<min(rest, unpacked.count)])
      do throws(ArchiveError) {
        let count = try unsafe step(into: target)
        if count == 0 { return true }
        unsafe bytes.append(
          contentsOf: UnsafeRawBufferPointer(
            UnsafeMutableRawBufferPointer(rebasing: target[..<count])))
        rest -= count
      } catch {
        failure = error
        if rest == limit { throw error }
        return false
      }
    }
    return false
  }

  /// Unpacks the next bytes, at least one unless the input is at its end.
  @unsafe private func step(
    into target: UnsafeMutableRawBufferPointer
  ) throws(ArchiveError) -> Int {
    while true {
      let (taken, written) = try unsafe decode(into: target)
      unread = unread.lowerBound + taken..<unread.upperBound
      if written > 0 { return written }
      if taken > 0 { continue }
      guard !isAtEnd else {
        try checkComplete()
        return 0
      }
      let count = try readFile(from: 0)
      unread = 0..<count
      isAtEnd = count == 0
    }
  }

  private func readFile(from start: Int) throws(ArchiveError) -> Int {
    let room = unsafe UnsafeMutableRawBufferPointer(rebasing: block[start...])
    let count = try unsafe file.read(into: room)
    position += count
    return count
  }

  private func makeDecoder() throws(ArchiveError) -> Decoder {
    let first = unsafe ByteView(
      UnsafeBufferPointer(rebasing: block.bindMemory(to: UInt8.self)[unread]))
    let compression = try Compression(first, path: path)
    switch compression {
    case .none: return .none
    case .gzip:
      if let decoder = GzipDecoder() { return .gzip(decoder) }
    case .zstd:
      if let decoder = ZstdDecoder() { return .zstd(decoder) }
    }
    throw ArchiveError(
      .unreadable, path: path, reason: "there is no memory to decompress it",
      advice: "use fewer threads or a smaller memory budget")
  }

  /// Moves bytes from the block to `target`, unpacking them.
  @unsafe private func decode(
    into target: UnsafeMutableRawBufferPointer
  ) throws(ArchiveError) -> (taken: Int, written: Int) {
    let source = unsafe UnsafeRawBufferPointer(
      UnsafeMutableRawBufferPointer(rebasing: block[unread]))
    do throws(DecodingFailure) {
      switch decoder {
      case .none:
        let count = min(source.count, target.count)
        unsafe target.copyMemory(from: UnsafeRawBufferPointer(rebasing: source[..<count]))
        return (count, count)
      case .gzip(let decoder): return try unsafe decoder.decode(source, into: target)
      case .zstd(let decoder): return try unsafe decoder.decode(source, into: target)
      }
    } catch {
      throw damaged(error)
    }
  }

  private func damaged(_ failure: DecodingFailure) -> ArchiveError {
    ArchiveError(
      .damaged, path: path,
      reason:
        "the compressed data is damaged near byte \(position - unread.count) (\(failure.reason))",
      advice: "fetch the file again, or unpack what is left of it by hand")
  }

  private func checkComplete() throws(ArchiveError) {
    let isComplete =
      switch decoder {
      case .none: true
      case .gzip(let decoder): decoder.isComplete
      case .zstd(let decoder): decoder.isComplete
      }
    guard !isComplete else { return }
    throw ArchiveError(
      .truncated, path: path, reason: "the compressed file is cut off at byte \(position)",
      advice: "fetch the file again, or unpack what is left of it by hand")
  }
}
