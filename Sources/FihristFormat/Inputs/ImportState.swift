package import FihristStorage

/// What is known about the files that an index was fed with, as its parts on disk tell it.
///
/// A part is a sequence of entries: files, keys that were found in them, and the import that is
/// not finished. Later entries replace earlier ones. Keys are kept as hashes of eight bytes.
package struct ImportState: Sendable {
  /// The files, by their paths.
  package private(set) var files: [[UInt8]: KnownFile] = [:]

  /// The import that was started and not finished, as a hash of what it reads; nil if there is
  /// none.
  package private(set) var unfinished: UInt64?

  /// The last reading of each file that has found a key, by the number of the file.
  private var fruitful: [Int: Int] = [:]

  /// How many files were numbered.
  package private(set) var fileCount = 0

  /// Keys that were found in a file, in the order in which they were committed.
  package struct Keys: Sendable {
    /// The number of the file.
    package var file: Int
    /// Which reading of the file found them; see ``KnownFile/reading``.
    package var reading: Int
    /// Their hashes.
    package var hashes: [UInt64]

    /// Makes a list of keys.
    package init(file: Int, reading: Int, hashes: [UInt64]) {
      self.file = file
      self.reading = reading
      self.hashes = hashes
    }
  }

  /// An entry of a part.
  package enum Entry: Sendable {
    case file(KnownFile)
    case keys(Keys)
    case unfinished(UInt64?)
  }

  /// Nothing is known.
  package init() {}

  /// Takes over the entries of `part`, and of keys only which files had some.
  package mutating func read(_ part: [UInt8]) throws(TruncatedBytes) {
    var reader = ByteReader(part)
    while reader.remaining > 0 {
      switch try Self.next(&reader, hasKeys: false) {
      case .file(let file): note(file)
      case .keys(let keys): fruitful[keys.file] = max(keys.reading, fruitful[keys.file] ?? 0)
      case .unfinished(let job): unfinished = job
      }
    }
  }

  /// Takes over what is known about a file.
  package mutating func note(_ file: KnownFile) {
    files[file.path] = file
    fileCount = max(fileCount, file.number + 1)
  }

  /// Takes over which import is not finished.
  package mutating func note(unfinished job: UInt64?) { unfinished = job }

  /// Forgets the file at `path`.
  package mutating func forget(_ path: [UInt8]) { files[path] = nil }

  /// Whether the last reading of `file` has found a key.
  package func hasKeys(_ file: KnownFile) -> Bool { fruitful[file.number] == file.reading }

  /// The next number for a file.
  package mutating func newNumber() -> Int {
    defer { fileCount += 1 }
    return fileCount
  }

  /// Calls `body` with all keys in `part`, in their order.
  package static func keys(in part: [UInt8], _ body: (Keys) -> Void) throws(TruncatedBytes) {
    var reader = ByteReader(part)
    while reader.remaining > 0 {
      if case .keys(let keys) = try next(&reader, hasKeys: true) { body(keys) }
    }
  }
}

// MARK: Bytes

extension ImportState {
  private static let fileMark: UInt8 = 1
  private static let keysMark: UInt8 = 2
  private static let jobMark: UInt8 = 3

  /// Appends `entry` to a part.
  package static func write(_ entry: Entry, to writer: inout ByteWriter) {
    switch entry {
    case .file(let file):
      writer.u8(fileMark)
      writer.varint(UInt64(file.number))
      writer.varint(UInt64(file.path.count))
      writer.raw(file.path)
      writer.u64(file.stamp.byteCount)
      writer.u64(UInt64(bitPattern: file.stamp.modified))
      writer.u8((file.isFresh ? 1 : 0) | (file.content == nil ? 0 : 2))
      writer.u64(file.instructions)
      if let content = file.content {
        writer.varint(UInt64(content.byteCount))
        writer.u32(content.checksum)
      }
      writer.varint(file.records.map { UInt64($0) + 1 } ?? 0)
      writer.varint(UInt64(file.reading))
    case .keys(let keys):
      writer.u8(keysMark)
      writer.varint(UInt64(keys.file))
      writer.varint(UInt64(keys.reading))
      writer.varint(UInt64(keys.hashes.count))
      for hash in keys.hashes { writer.u64(hash) }
    case .unfinished(let job):
      writer.u8(jobMark)
      writer.u64(job ?? 0)
    }
  }

  private static func next(
    _ reader: inout ByteReader, hasKeys: Bool
  ) throws(TruncatedBytes) -> Entry {
    let start = reader.offset
    switch try reader.u8() {
    case fileMark: return .file(try file(&reader))
    case keysMark:
      var keys = Keys(
        file: try reader.count(atMost: 1 << 40), reading: try reader.count(atMost: 1 << 40),
        hashes: [])
      let count = try reader.count(atMost: reader.remaining / 8)
      guard hasKeys else {
        try reader.skip(count * 8)
        return .keys(keys)
      }
      keys.hashes.reserveCapacity(count)
      for _ in 0..<count { keys.hashes.append(try reader.u64()) }
      return .keys(keys)
    case jobMark:
      let job = try reader.u64()
      return .unfinished(job == 0 ? nil : job)
    default: throw TruncatedBytes(offset: start, expected: "an entry")
    }
  }

  private static func file(_ reader: inout ByteReader) throws(TruncatedBytes) -> KnownFile {
    let number = try reader.count(atMost: 1 << 40)
    let path = try reader.raw(try reader.count(atMost: reader.remaining))
    let stamp = FileStamp(
      byteCount: try reader.u64(), modified: Int64(bitPattern: try reader.u64()))
    let flags = try reader.u8()
    let instructions = try reader.u64()
    var content: ContentHash?
    if flags & 2 != 0 {
      content = ContentHash(
        byteCount: try reader.count(atMost: 1 << 60), checksum: try reader.u32())
    }
    let records = try reader.count(atMost: 1 << 60)
    return KnownFile(
      number: number, path: path, stamp: stamp, isFresh: flags & 1 != 0,
      instructions: instructions, content: content, records: records == 0 ? nil : records - 1,
      reading: try reader.count(atMost: 1 << 40))
  }
}
