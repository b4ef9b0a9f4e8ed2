/// A file that holds others, while it is read.
final class PackedFile {
  /// The file itself.
  let input: OpenInput

  /// How many files in it were passed over, and the names of the first few.
  private(set) var skippedCount = 0
  private(set) var skipped: [String] = []

  private let contents: any PackedContents
  private let limit: UnpackingLimit

  /// Opens `input`; what comes out of it counts for `limit`.
  init(_ input: OpenInput, _ unpacker: any Unpacker, _ limit: UnpackingLimit) throws(ArchiveError) {
    self.input = input
    self.limit = limit
    contents = try unpacker.open(PackedBytes(head: input.takeHead(), input.stream))
  }

  /// The next file in it, and its bytes; nil at the end.
  func next() throws(ArchiveError) -> (file: InputFile, bytes: MemberBytes)? {
    guard let member = try contents.next() else { return nil }
    try limit.addMember()
    let around = input.file
    var file = around
    file.isNamed = false
    if let name = member.name.map({ InputPath(bytes: $0) }) {
      file.path = around.path.appending(name)
      file.name = around.name + "/" + name.spelling
      file.hint = InputFormat.named(name.spelling)
    }
    return (file, MemberBytes(contents, path: file.path, limit: limit))
  }

  /// Notes that a file in it holds no article.
  func skip(_ file: InputFile) {
    skippedCount += 1
    if skipped.count < 3 { skipped.append(file.name) }
  }
}
