internal import FihristFormat
internal import FihristZstd

/// The decompressed bytes of one input, read from start to end, and converted to UTF-8 if they are
/// text of another encoding.
@safe final class InputStream {
  private enum Decoder {
    case none
    case gzip(GzipDecoder)
    case zstd(ZstdStream)
  }

  /// How many bytes are read from the file at a time.
  private static let blockSize = 1 << 18

  /// The path, `-` for standard input.
  var path: InputPath { file.path }

  /// Whether the bytes can be read a second time: those of a regular file can.
  var isRepeatable: Bool { file.byteCount != nil }

  /// How many bytes of the file were read, compressed as they are in it; bytes that were read again
  /// count again.
  private(set) var position = 0

  /// The offset in the file behind the last byte that was returned, or decompressed for what was.
  var consumed: Int { offset - unread.count }

  /// How far the file was read: the offset behind the last of its bytes that was.
  private(set) var reached = 0

  /// Where the file is read next.
  private var offset = 0

  /// What was read of a regular file, as long as it was read in order; else nil.
  private(set) var content: ContentHash?

  private let file: any ByteSource
  private let interruption: InputInterruption
  private var decoder: Decoder
  /// The block that was read from the file; ``unread`` is the part that was not decompressed yet.
  private let block: UnsafeMutableRawBufferPointer
  /// The buffer for decompressed bytes.
  private let unpacked: UnsafeMutableRawBufferPointer
  private var unread = 0..<0
  private var isAtEnd = false
  /// The error that every later call throws.
  private var failure: ArchiveError?
  /// Why reading the file failed; the bytes read before are decompressed first.
  private var readFailure: ArchiveError?
  /// Converts what was decompressed; nil as long as nothing says that it has to be converted.
  private var converter: TextDecoder?
  /// Repairs what was converted; nil if nothing asks for it.
  private var repair: MojibakeRepair?
  /// How many bytes may still be decompressed after an interruption.
  private var allowance = 4 << 20

  /// Opens `path`, `-` for standard input, and recognizes its compression.
  ///
  /// - Throws: ``ArchiveError`` if it cannot be opened or read, or has an unsupported compression;
  ///   of kind `interrupted` if `interruption` is requested before that is known.
  convenience init(
    path: InputPath, interruption: InputInterruption = InputInterruption()
  ) throws(ArchiveError) {
    try self.init(
      FileBytes(path: path, interruption: interruption), interruption: interruption)
  }

  /// Reads the bytes of `file`, and recognizes their compression.
  ///
  /// - Parameter refusesForeign: Whether a file that cannot be read as text is an error at once.
  /// - Throws: ``ArchiveError`` as the other initializer does.
  init(
    _ file: any ByteSource, interruption: InputInterruption, refusesForeign: Bool = true
  ) throws(ArchiveError) {
    self.interruption = interruption
    self.file = file
    content = file.byteCount == nil ? nil : ContentHash()
    decoder = .none
    unsafe block = .allocate(byteCount: Self.blockSize, alignment: 16)
    unsafe unpacked = .allocate(byteCount: Self.blockSize, alignment: 16)
    // A pipe may deliver only a few bytes at first, so this reads until the compression can be
    // recognized.
    var filled = 0
    while filled < Self.magicLength {
      do throws(ArchiveError) {
        let count = try readFile(from: filled)
        if count == 0 { isAtEnd = true }
        filled += count
      } catch {
        // The bytes that came are returned before the error is.
        if filled == 0 { throw error }
        readFailure = error
      }
      if isAtEnd || readFailure != nil { break }
    }
    unread = 0..<filled
    decoder = try makeDecoder(refusesForeign: refusesForeign)
  }

  /// How many bytes are needed to recognize a file: up to the magic of a tar archive.
  private static let magicLength = 262

  deinit {
    unsafe block.deallocate()
    unsafe unpacked.deallocate()
  }

  /// Converts `head`, which came from this stream, and all that comes after it, from `encoding`;
  /// `isWhole` tells that nothing does.
  func convert(from encoding: TextEncoding, head: inout [UInt8], isWhole: Bool) {
    guard encoding != .utf8 else { return }
    var text: [UInt8] = []
    let decoder = unsafe head.withUnsafeBufferPointer { all in
      let view = unsafe ByteView(all)
      var decoder = TextDecoder(encoding, sample: view)
      decoder.decode(view, isLast: isWhole, into: &text)
      return decoder
    }
    head = text
    converter = decoder
  }

  /// How many bytes there are, if ``seek(to:)`` can reach them; else nil.
  var seekableCount: Int? { if case .none = decoder { file.byteCount } else { nil } }

  /// Goes on reading at `offset`, if the file is a regular one and not compressed; says whether
  /// that is so.
  func seek(to offset: Int) -> Bool {
    guard seekableCount != nil, file.seek(to: offset) else { return false }
    unread = 0..<0
    isAtEnd = false
    self.offset = offset
    content = nil
    return true
  }

  /// How many characters could not be converted so far.
  var replacements: Int { converter?.replacements ?? 0 }

  /// Whether the lines of the input are in the order of display, and are turned around.
  var isTurned: Bool { converter?.isTurned ?? false }

  /// How many words were repaired so far; nil if none are.
  var repairedWords: Int? { repair?.count }

  /// Repairs `head`, which came from this stream, and all that comes after it: words of Arabic that
  /// were UTF-8 and read as another encoding. `isWhole` tells that nothing comes.
  func repairMojibake(head: inout [UInt8], isWhole: Bool) {
    var repair = MojibakeRepair()
    var text: [UInt8] = []
    repair.add(head, isLast: isWhole, to: &text)
    head = text
    self.repair = repair
  }

  /// Adds up to `limit` bytes to `bytes`; says whether the input ended before that.
  ///
  /// The bytes that could be decompressed of a truncated or damaged file, or before an
  /// interruption, are returned before the error is. The last letter may exceed the limit.
  func append(_ limit: Int, to bytes: inout [UInt8]) throws(ArchiveError) -> Bool {
    guard repair != nil else { return try appendConverted(limit, to: &bytes) }
    var piece: [UInt8] = []
    // Repaired words are shorter than they were.
    let isAtEnd = try appendConverted(limit, to: &piece)
    repair?.add(piece, isLast: isAtEnd, to: &bytes)
    return isAtEnd
  }

  private func appendConverted(
    _ limit: Int, to bytes: inout [UInt8]
  ) throws(ArchiveError) -> Bool {
    guard converter != nil else { return try appendUnconverted(limit, to: &bytes) }
    var piece: [UInt8] = []
    // A byte becomes at most three.
    let isAtEnd = try appendUnconverted(max(limit / 3, 1), to: &piece)
    unsafe piece.withUnsafeBufferPointer {
      converter?.decode(unsafe ByteView($0), isLast: isAtEnd, into: &bytes)
    }
    return isAtEnd
  }

  private func appendUnconverted(
    _ limit: Int, to bytes: inout [UInt8]
  ) throws(ArchiveError) -> Bool {
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

  /// Decompresses the next bytes, at least one unless the input is at its end.
  @unsafe private func step(
    into target: UnsafeMutableRawBufferPointer
  ) throws(ArchiveError) -> Int {
    while true {
      if interruption.isRequested, allowance <= 0 { try interruption.check(path) }
      let (taken, written) = try unsafe decode(into: target)
      if interruption.isRequested { allowance -= written }
      unread = unread.lowerBound + taken..<unread.upperBound
      if written > 0 {
        try count(unpacked: written)
        return written
      }
      if taken > 0 { continue }
      if let readFailure { throw readFailure }
      guard !isAtEnd else {
        try checkComplete()
        return 0
      }
      let count = try readFile(from: 0)
      unread = 0..<count
      isAtEnd = count == 0
    }
  }

  /// Counts bytes that were decompressed of a file in another one.
  private func count(unpacked count: Int) throws(ArchiveError) {
    guard let limit = file.limit else { return }
    if case .none = decoder { return }
    do throws(ArchiveError) {
      try limit.add(bytes: count)
    } catch {
      var error = error
      error.path = path.spelling
      throw error
    }
  }

  private func readFile(from start: Int) throws(ArchiveError) -> Int {
    let target = unsafe UnsafeMutableRawBufferPointer(rebasing: block[start...])
    let count = try unsafe file.read(into: target)
    position += count
    offset += count
    reached = max(reached, offset)
    unsafe content?.add(UnsafeRawBufferPointer(rebasing: target[..<count]))
    return count
  }

  private func makeDecoder(refusesForeign: Bool) throws(ArchiveError) -> Decoder {
    let first = unsafe ByteView(
      UnsafeBufferPointer(rebasing: block.bindMemory(to: UInt8.self)[unread]))
    switch Compression(first) {
    case .none:
      if refusesForeign, let foreign = ForeignFormat(first) { throw foreign.error(path) }
      return .none
    case .gzip:
      if let decoder = GzipDecoder() { return .gzip(decoder) }
    case .zstd:
      if let decoder = ZstdStream() { return .zstd(decoder) }
    }
    throw ArchiveError(
      .unreadable, path: path.spelling, reason: "too little memory is left to decompress it",
      advice: "use fewer threads or a smaller memory budget")
  }

  /// Decompresses bytes of the block into `target`.
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
      case .zstd(let stream): return try unsafe Self.decode(stream, source, into: target)
      }
    } catch {
      throw error.archiveError(path, near: position - unread.count)
    }
  }

  private static func decode(
    _ stream: ZstdStream, _ source: UnsafeRawBufferPointer,
    into target: UnsafeMutableRawBufferPointer
  ) throws(DecodingFailure) -> (taken: Int, written: Int) {
    do throws(ZstdStream.Failure) {
      return try unsafe stream.decode(source, into: target)
    } catch {
      throw DecodingFailure(kind: error.kind, reason: error.reason)
    }
  }

  private func checkComplete() throws(ArchiveError) {
    let isComplete =
      switch decoder {
      case .none: true
      case .gzip(let decoder): decoder.isComplete
      case .zstd(let stream): stream.isComplete
      }
    guard !isComplete else { return }
    throw ArchiveError(
      .truncated, path: path.spelling,
      reason: "the compressed file is cut off at byte \(position)",
      advice: "fetch the file again")
  }
}
