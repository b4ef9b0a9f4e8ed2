/// Formats whose files are not text in one encoding, recognized before anything is converted.
enum RawFormat {
  /// The format of `file`, which starts with `head`; nil if it may be text, or holds other files.
  static func of(_ head: ByteView, _ file: InputFile) -> InputFormat? {
    if file.format != .auto { return file.format.isRaw ? file.format : nil }
    if head.starts(with: Array("WARC/".utf8)) { return .warc }
    if head.starts(with: [0x50, 0x4B, 3, 4]) { return document(head, hint: file.hint) }
    if head.starts(with: DatabaseFile.mark) { return .sqlite }
    if MailScanner.startsMailbox(head) { return .mail }
    if file.hint == .mail { return .mail }
    return file.hint == nil && MailHeaders.startsMessage(head) ? .mail : nil
  }

  /// The kind of document that a zip archive is, as its first file or its name shows.
  private static func document(_ head: ByteView, hint: InputFormat?) -> InputFormat? {
    // The standard wants this file to be the first, and not packed, for this purpose.
    if head.starts(with: Array("mimetypeapplication/epub+zip".utf8), at: 30) { return .epub }
    if hint == .epub || hint == .docx { return hint }
    return head.starts(with: Array("[Content_Types].xml".utf8), at: 30) ? .docx : nil
  }
}
