internal import FihristIndexing

/// The list of files in a zip archive, and their contents: as much of the format as documents use
/// that are zip archives.
struct ZipDirectory {
  /// A file in the archive.
  private struct Entry {
    var method: Int
    var isEncrypted: Bool
    var checksum: UInt32
    var packedCount: Int
    var offset: Int
  }

  private let bytes: ByteView
  private var entries: [String: Entry] = [:]

  /// How many bytes may still be unpacked.
  private var rest = Self.byteLimit

  /// So many bytes may be unpacked of one document.
  static let byteLimit = 256 << 20

  /// More files than this are not looked at.
  private static let entryLimit = 100_000

  /// Reads the list at the end of `bytes`.
  init(_ bytes: ByteView) throws(DocumentProblem) {
    self.bytes = bytes
    guard let end = Self.end(bytes) else {
      throw DocumentProblem("the list of the files in it is missing: it is cut or damaged")
    }
    let count = min(number(end + 10, 2), Self.entryLimit)
    var index = number(end + 16, 4)
    for _ in 0..<count {
      guard index + 46 <= bytes.count, bytes.starts(with: [0x50, 0x4B, 1, 2], at: index) else {
        throw DocumentProblem("the list of the files in it is damaged")
      }
      let nameEnd = index + 46 + number(index + 28, 2)
      guard nameEnd <= bytes.count else {
        throw DocumentProblem("the list of the files in it is cut")
      }
      let name = bytes.string(index + 46..<nameEnd)
      if entries[name] == nil { entries[name] = entry(index) }
      index = nameEnd + number(index + 30, 2) + number(index + 32, 2)
    }
  }

  /// The record at the end of the archive, which a comment may follow.
  private static func end(_ bytes: ByteView) -> Int? {
    var index = bytes.count - 22
    while index >= max(0, bytes.count - 22 - 0xFFFF) {
      if bytes[index] == 0x50, bytes.starts(with: [0x50, 0x4B, 5, 6], at: index) { return index }
      index -= 1
    }
    return nil
  }

  private func entry(_ index: Int) -> Entry {
    Entry(
      method: number(index + 10, 2), isEncrypted: bytes[index + 8] & 1 == 1,
      checksum: UInt32(number(index + 16, 4)), packedCount: number(index + 20, 4),
      offset: number(index + 42, 4))
  }

  /// The number of `count` bytes at `index`, the lowest first.
  private func number(_ index: Int, _ count: Int) -> Int {
    (0..<count).reduce(0) { $0 | Int(bytes[index + $1]) << (8 * $1) }
  }

  /// Whether a file is called `name`.
  func has(_ name: String) -> Bool { entries[name] != nil }

  /// The contents of the file `name`; nil if there is none.
  mutating func contents(of name: String) throws(DocumentProblem) -> [UInt8]? {
    guard let entry = entries[name] else { return nil }
    guard !entry.isEncrypted else { throw DocumentProblem("it is protected by a password") }
    let start = try start(of: entry, name)
    let packed = bytes.part(start..<start + entry.packedCount)
    let contents: [UInt8]
    switch entry.method {
    case 0: contents = unsafe Array(packed.buffer(0..<packed.count))
    case 8: contents = try Self.inflated(packed, name, limit: rest)
    default:
      throw DocumentProblem("\(name) in it is packed in a way that is not read (\(entry.method))")
    }
    rest -= contents.count
    guard rest >= 0 else { throw Self.tooLong }
    guard InflatedBytes.checksum(contents) == entry.checksum else { throw Self.damaged(name) }
    return contents
  }

  private func start(of entry: Entry, _ name: String) throws(DocumentProblem) -> Int {
    guard entry.offset + 30 <= bytes.count,
      bytes.starts(with: [0x50, 0x4B, 3, 4], at: entry.offset)
    else { throw Self.damaged(name) }
    let lengths = number(entry.offset + 26, 2) + number(entry.offset + 28, 2)
    let start = entry.offset + 30 + lengths
    guard start + entry.packedCount <= bytes.count else { throw Self.damaged(name) }
    return start
  }

  private static func inflated(
    _ packed: ByteView, _ name: String, limit: Int
  ) throws(DocumentProblem) -> [UInt8] {
    do throws(InflatedBytes.Problem) {
      return try InflatedBytes.unpacked(packed, .none, limit: limit)
    } catch {
      throw error == .tooLong ? tooLong : damaged(name)
    }
  }

  private static let tooLong = DocumentProblem(
    "more than \(byteLimit >> 20) MiB come out of it", kind: .tooLarge)

  private static func damaged(_ name: String) -> DocumentProblem {
    DocumentProblem("\(name) in it is damaged")
  }
}
