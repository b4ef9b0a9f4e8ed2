internal import FihristStorage

/// The contents of a server's answer, as the server had them before they were sent.
enum AnswerContents {
  /// Why contents cannot be read.
  enum Problem: Error, Hashable {
    /// They are compressed in a way that is not known.
    case coding(String)
    /// They are compressed, and damaged or cut.
    case damaged
    /// They are cut, as the reason says.
    case cut(String)
    /// More came out of them than is allowed.
    case tooLong
  }

  /// So many bytes may be unpacked of one answer.
  static let byteLimit = 64 << 20

  /// The contents at `range` with the chunks joined and unpacked, as `headers` say; nil if they
  /// lie there as they are.
  ///
  /// Many crawlers join and unpack them, and leave the headers. So the bytes themselves are looked
  /// at: contents are cut if they end inside of a chunk, or before the last one, or are shorter
  /// than the server said.
  static func decoded(
    _ bytes: ByteView, _ range: Range<Int>, _ headers: WARCHeaders
  ) throws(Problem) -> [UInt8]? {
    var joined: [UInt8]?
    if headers["transfer-encoding"].lowercased().has(piece: "chunked") {
      joined = try Self.joined(bytes, range)
    } else if let length = Int(headers["content-length"]), length > range.count {
      throw .cut("\(range.count) of its \(length) bytes are there")
    }
    let coding = headers["content-encoding"].lowercased().filter { $0 != " " }
    guard !["", "identity", "none"].contains(coding) else { return joined }
    let packed = unsafe joined ?? Array(bytes.buffer(range))
    let result: Result<[UInt8], Problem> = unsafe packed.withUnsafeBufferPointer { all in
      let view = unsafe ByteView(all)
      return Result { () throws(Problem) in try unpacked(view, coding) }
    }
    return try result.get()
  }

  private static func unpacked(_ bytes: ByteView, _ coding: String) throws(Problem) -> [UInt8] {
    let first = bytes.indexAfterBlanks(from: 0)
    if first < bytes.count, bytes[first] == UInt8(ascii: "<") {
      return unsafe Array(bytes.buffer(0..<bytes.count))
    }
    guard ["gzip", "x-gzip", "deflate"].contains(coding) else { throw .coding(coding) }
    do throws(InflatedBytes.Problem) {
      return try InflatedBytes.unpacked(bytes, .automatic, limit: byteLimit)
    } catch {
      // What is called deflate should have the header of zlib, and often has none.
      if coding == "deflate", error == .damaged,
        let plain = try? InflatedBytes.unpacked(bytes, .none, limit: byteLimit)
      {
        return plain
      }
      throw error == .tooLong ? .tooLong : .damaged
    }
  }

  /// The bytes of all chunks; nil if `range` does not start with one.
  private static func joined(
    _ bytes: ByteView, _ range: Range<Int>
  ) throws(Problem) -> [UInt8]? {
    var joined: [UInt8] = []
    var index = range.lowerBound
    var isFirst = true
    while index < range.upperBound {
      let window = index..<min(range.upperBound, index + 1_000)
      let feed = bytes.firstIndex(of: UInt8(ascii: "\n"), in: window)
      let size = bytes.string(ArticleLabel.trimmed(bytes, index..<feed))
      let digits = size.prefix(while: \.isHexDigit)
      guard feed < window.upperBound, let count = Int(digits, radix: 16), digits.count < 9,
        !isFirst || bytes[feed - 1] == UInt8(ascii: "\r")
      else {
        if isFirst { return nil }
        break
      }
      isFirst = false
      if count == 0 { return joined }
      let end = feed + 1 + count
      guard end <= range.upperBound else { break }
      unsafe joined.append(contentsOf: bytes.buffer(feed + 1..<end))
      index = end
      while index < range.upperBound, index < end + 2, bytes[index] <= 0x0D { index += 1 }
    }
    // An empty page has no chunk at all.
    if isFirst { return nil }
    throw .cut("its last chunk is missing")
  }
}
