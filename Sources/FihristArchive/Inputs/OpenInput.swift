/// An input whose beginning was read and understood.
final class OpenInput {
  /// The file.
  let file: InputFile

  /// The unpacked bytes behind ``head``.
  let stream: InputStream

  /// Lines or text; never `auto`.
  let format: InputFormat

  /// The first bytes, without a byte order mark.
  private(set) var head: [UInt8]

  /// Whether ``head`` is all there is.
  private(set) var isWhole: Bool

  /// Opens `file` and looks at its first bytes.
  ///
  /// - Throws: ``ArchiveError`` if it cannot be read, is in another encoding, or is one JSON array.
  init(_ file: InputFile) throws(ArchiveError) {
    self.file = file
    stream = try InputStream(path: file.path)
    head = []
    isWhole = false
    format = try Self.understand(file, stream, &head, &isWhole)
  }

  private static func understand(
    _ file: InputFile, _ stream: InputStream, _ head: inout [UInt8], _ isWhole: inout Bool
  ) throws(ArchiveError) -> InputFormat {
    isWhole = try stream.append(EncodingGuess.sampleLimit, to: &head)
    let (guess, format) = unsafe head.withUnsafeBufferPointer { all in
      let view = unsafe ByteView(all)
      let guess = EncodingGuess(view, isWhole: isWhole)
      let text = view.part(guess.markLength..<view.count)
      return (guess, file.format == .auto ? InputFormat.sniffed(text) : file.format)
    }
    guard guess.encoding == .utf8 else {
      throw ArchiveError(
        .encoding(guess.encoding), path: file.path,
        reason: "it is not UTF-8 but seems to be \(guess.encoding.rawValue)",
        advice: guess.encoding.advice(for: file.path))
    }
    head.removeFirst(guess.markLength)
    if format == .jsonLines { try checkNoArray(head, file.path) }
    return format
  }

  private static func checkNoArray(_ head: [UInt8], _ path: String) throws(ArchiveError) {
    guard head.first(where: { $0 > 0x20 }) == UInt8(ascii: "[") else { return }
    let name = path == "-" ? "" : " " + ShellWord.quoted(path)
    throw ArchiveError(
      .unsupported, path: path, reason: "it is one JSON array and not one object a line",
      advice: "cut it into lines: jq -c '.[]'\(name) | fihrist index … -")
  }

  /// Reads on until ``head`` holds a whole line, if there is one.
  func extendHeadToLine() throws(ArchiveError) {
    while !isWhole, head.count <= LineChunks.byteLimit, !head.contains(UInt8(ascii: "\n")) {
      isWhole = try stream.append(max(head.count, 1 << 16), to: &head)
    }
  }

  /// Gives ``head`` away.
  func takeHead() -> [UInt8] {
    defer { head = [] }
    return head
  }
}
