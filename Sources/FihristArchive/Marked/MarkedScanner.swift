/// Finds the elements of XML or SGML that are records.
///
/// CDATA sections and comments are stepped over, as tags in them are text. A record whose end is
/// missing goes on to the end of the input, and is reported; so is an element around the records
/// that has no end.
struct MarkedScanner: RecordScanner {
  private(set) var index = 0
  private var line = 1
  private var number = 0
  private let names: [[UInt8]]
  /// The name of the element around the records, while it is open.
  private var root: [UInt8]?
  /// Whether no document type was seen: XML has one at most, before its first element.
  private var mayHaveType = true

  /// The elements that stand around records. Around those of SGML there need not be any.
  private static let roots = ["rss", "rdf:rdf", "feed", "mediawiki", "urlset"].map {
    Array($0.utf8)
  }

  /// Starts before the first record of `form`.
  init(_ form: MarkedForm) { names = form.records.sorted().map { Array($0.utf8) } }

  mutating func next(_ bytes: ByteView, isWhole: Bool) -> ScanStep {
    while true {
      let start = bytes.firstIndex(of: UInt8(ascii: "<"), in: index..<bytes.count)
      advance(to: start, bytes)
      // The longest name, and what follows it, decide.
      if start == bytes.count || (!isWhole && start + 32 > bytes.count) { return .end }
      if mayHaveType, DocumentType.starts(bytes, at: start) {
        mayHaveType = false
        let end = DocumentType.end(bytes, from: start, before: bytes.count)
        advance(to: end ?? start + 1, bytes)
        continue
      }
      guard let name = names.first(where: { Self.isTag($0, bytes, at: start + 1) }) else {
        guard let next = Self.afterSection(bytes, at: start) else {
          // What is not closed at the end of the input holds nothing.
          if isWhole { advance(to: bytes.count, bytes) }
          return .end
        }
        takeRoot(bytes, at: start + 1)
        advance(to: next, bytes)
        continue
      }
      guard let end = Self.end(of: name, bytes, from: start + 1) else { return .incomplete }
      number += 1
      let record = ScannedRecord(range: start..<end, line: line, number: number)
      advance(to: end, bytes)
      return .record(record)
    }
  }

  mutating func giveUp() -> ScannedRecord {
    number += 1
    defer { index += 1 }
    return ScannedRecord(range: index..<index, line: line, number: number)
  }

  mutating func discard() { index = 0 }

  func endProblem(_ path: InputPath, isIncomplete: Bool) -> ArchiveError? {
    let reason: String
    if isIncomplete {
      reason = "the input ends inside record \(number + 1)"
    } else if let root {
      let name = String(decoding: root, as: UTF8.self)
      reason = "the input ends after record \(number), before its element \"\(name)\" does"
    } else {
      return nil
    }
    return ArchiveError(
      .truncated, path: path.spelling, line: line, reason: reason, advice: "fetch the file again")
  }

  /// Notes that the element around the records starts or ends at `index`, behind `<`.
  private mutating func takeRoot(_ bytes: ByteView, at index: Int) {
    guard let root else {
      root = Self.roots.first { Self.isTag($0, bytes, at: index) }
      return
    }
    if index < bytes.count, bytes[index] == UInt8(ascii: "/"),
      Self.isTag(root, bytes, at: index + 1)
    {
      self.root = nil
    }
  }

  private mutating func advance(to next: Int, _ bytes: ByteView) {
    line += bytes.part(index..<next).lineFeedCount()
    index = next
  }

  /// Whether the name at `index` is `name`, and ends there.
  private static func isTag(_ name: [UInt8], _ bytes: ByteView, at index: Int) -> Bool {
    guard index + name.count < bytes.count else { return false }
    for (offset, letter) in name.enumerated() {
      let byte = bytes[index + offset]
      let isCapital = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
      guard byte == letter || (isCapital && byte | 0x20 == letter) else { return false }
    }
    let next = bytes[index + name.count]
    return next <= 0x20 || next == UInt8(ascii: ">") || next == UInt8(ascii: "/")
  }

  /// The index after the CDATA section, comment or bracket at `index`; nil if it has no end.
  private static func afterSection(_ bytes: ByteView, at index: Int) -> Int? {
    if bytes.starts(with: Array("<![CDATA[".utf8), at: index) {
      return after(Array("]]>".utf8), bytes, from: index + 9)
    }
    if bytes.starts(with: Array("<!--".utf8), at: index) {
      return after(Array("-->".utf8), bytes, from: index + 4)
    }
    return index + 1
  }

  private static func after(_ mark: [UInt8], _ bytes: ByteView, from start: Int) -> Int? {
    var index = start
    while index + mark.count <= bytes.count {
      index = bytes.firstIndex(of: mark[0], in: index..<bytes.count)
      if bytes.starts(with: mark, at: index) { return index + mark.count }
      index += 1
    }
    return nil
  }

  /// The index after the end of the element `name` whose tag was at `start`; nil if it is not
  /// there.
  private static func end(of name: [UInt8], _ bytes: ByteView, from start: Int) -> Int? {
    var index = start
    while true {
      index = bytes.firstIndex(of: UInt8(ascii: "<"), in: index..<bytes.count)
      guard index + 1 < bytes.count else { return nil }
      if bytes[index + 1] == UInt8(ascii: "/"), isTag(name, bytes, at: index + 2) {
        let close = bytes.firstIndex(of: UInt8(ascii: ">"), in: index..<bytes.count)
        return close < bytes.count ? close + 1 : nil
      }
      guard let next = afterSection(bytes, at: index) else { return nil }
      index = next
    }
  }
}
