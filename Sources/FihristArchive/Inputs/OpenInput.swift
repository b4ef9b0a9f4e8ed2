/// An input whose first bytes were read and whose format was recognized.
///
/// It is opened once: reading continues with ``head`` and then ``stream``. So nothing that was read
/// to recognize it is lost, and a pipe is read like a file.
final class OpenInput {
  /// The file.
  let file: InputFile

  /// The decompressed bytes after ``head``.
  let stream: InputStream

  /// The format of the contents; never `auto`.
  let format: InputFormat

  /// The first bytes, without a byte order mark.
  private(set) var head: [UInt8]

  /// Whether ``head`` is all there is.
  private(set) var isWhole: Bool

  /// Opens `file` and reads its first bytes.
  ///
  /// - Throws: ``ArchiveError`` if it cannot be read, is in another encoding, or is JSON of another
  ///   form than the caller says.
  init(
    _ file: InputFile, interruption: InputInterruption = InputInterruption()
  ) throws(ArchiveError) {
    self.file = file
    stream = try InputStream(path: file.path, interruption: interruption)
    head = []
    isWhole = false
    format = try Self.understand(file, stream: stream, head: &head, isWhole: &isWhole)
  }

  private static func understand(
    _ file: InputFile, stream: InputStream, head: inout [UInt8], isWhole: inout Bool
  ) throws(ArchiveError) -> InputFormat {
    isWhole = try stream.append(EncodingGuess.sampleLimit, to: &head)
    let (foreign, guess, recognition) = unsafe head.withUnsafeBufferPointer { all in
      let view = unsafe ByteView(all)
      let guess = EncodingGuess(view, isWhole: isWhole)
      let text = view.part(guess.markLength..<view.count)
      return (ForeignFormat(view), guess, FormatRecognition(text, isWhole: isWhole))
    }
    if let foreign { throw foreign.error(file.path) }
    guard guess.encoding == .utf8 else {
      throw ArchiveError(
        .encoding(guess.encoding), path: file.path.spelling,
        reason: "it is not UTF-8 but seems to be \(guess.encoding.rawValue)",
        advice: guess.encoding.advice(for: file.path))
    }
    head.removeFirst(guess.markLength)
    switch file.format {
    case .text: return .text
    case .jsonLines:
      try recognition.checkLines(file.path)
      return .jsonLines
    case .json: return .json
    case .auto: return recognition.format(hint: file.hint)
    }
  }

  /// Reads on until ``head`` holds a whole record, if there is one, but no more than about `limit`
  /// bytes.
  func extendHeadToRecord(limit: Int) throws(ArchiveError) {
    if format == .json {
      while !isWhole, head.count <= limit, !hasRecord {
        isWhole = try stream.append(max(head.count, 1 << 16), to: &head)
      }
      return
    }
    var searched = 0
    while !isWhole, head.count <= limit, !hasLineFeed(from: searched) {
      searched = head.count
      isWhole = try stream.append(max(head.count, 1 << 16), to: &head)
    }
  }

  private var hasRecord: Bool {
    unsafe head.withUnsafeBufferPointer { all in
      let view = unsafe ByteView(all)
      var scanner = JSONRecordScanner()
      return if case .record = scanner.next(view, isWhole: isWhole) { true } else { false }
    }
  }

  private func hasLineFeed(from start: Int) -> Bool {
    unsafe head.withUnsafeBufferPointer { all in
      let view = unsafe ByteView(all)
      return view.firstIndex(of: UInt8(ascii: "\n"), in: start..<view.count) < view.count
    }
  }

  /// Reads on until ``head`` holds everything, but no more than about `limit` bytes.
  func extendHeadToEnd(limit: Int) throws(ArchiveError) {
    while !isWhole, head.count <= limit {
      isWhole = try stream.append(max(head.count, 1 << 16), to: &head)
    }
  }

  /// Returns ``head``, which is empty afterwards.
  func takeHead() -> [UInt8] {
    defer { head = [] }
    return head
  }
}
