import Foundation

@testable import FihristFormat

/// An example of the format's documentation: a fenced block that begins with "```example" and holds
/// `name: values` lines; hex digits may be repeated as `[00 01] x 3`, numbers as `1 x 3` and
/// counted as `0...24 by 8`.
struct PostingsExample {
  let title: String
  let sample: SampleList
  let postings: [UInt8]
  let positions: [UInt8]

  /// The examples of a page of Documentation/Format, in order.
  static func all(in page: String) throws -> [PostingsExample] {
    let folder = URL(filePath: #filePath).appending(path: "../../../Documentation/Format")
    let text = try String(contentsOf: folder.appending(path: page).standardized, encoding: .utf8)
    return text.components(separatedBy: "```example ").dropFirst().map { part in
      PostingsExample(part.components(separatedBy: "```")[0])
    }
  }

  /// Reads the lines of an example; a line that begins with spaces continues the one before.
  private init(_ text: String) {
    var values: [String: String] = [:]
    var key = ""
    let lines = text.components(separatedBy: "\n")
    for line in lines.dropFirst() {
      if let colon = line.firstIndex(of: ":"), !line.hasPrefix(" ") {
        key = String(line[..<colon])
        values[key] = String(line[line.index(after: colon)...])
      } else {
        values[key, default: ""] += " " + line
      }
    }
    func numbers(_ key: String) -> [UInt32] { values[key].map(Self.numbers) ?? [] }
    title = lines[0]
    postings = Self.bytes(values["postings"] ?? "")
    positions = Self.bytes(values["positions file"] ?? "")
    let count = Int(numbers("document count")[0])
    sample = SampleList(
      documentCount: count, documents: numbers("documents"), frequencies: numbers("frequencies"),
      excess: values["excess"].map(Self.numbers),
      positions: values["positions"].map { $0.components(separatedBy: "|").map(Self.numbers) },
      norm: UInt8(numbers("norm")[0]), width: UInt8(numbers("width").first ?? 0))
  }

  /// Numbers, `n x count` and `first...last by step`.
  private static func numbers(_ text: String) -> [UInt32] {
    let words = text.replacing("...", with: " to ").split(whereSeparator: \.isWhitespace)
    var numbers: [UInt32] = []
    var index = 0
    while index < words.count {
      let next = UInt32(words[index])!
      let sign = index + 1 < words.count ? words[index + 1] : ""
      if sign == "x" {
        numbers += [UInt32](repeating: next, count: Int(words[index + 2])!)
        index += 3
      } else if sign == "to" {
        let step = Int(words[index + 4])!
        numbers += stride(from: next, through: UInt32(words[index + 2])!, by: step)
        index += 5
      } else {
        numbers.append(next)
        index += 1
      }
    }
    return numbers
  }

  /// Hex bytes and `[bytes] x count`.
  private static func bytes(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "["), let close = rest.firstIndex(of: "]") {
      bytes += plainBytes(rest[..<open])
      rest = rest[rest.index(after: close)...].drop { !$0.isNumber }
      let count = Int(rest.prefix { $0.isNumber })!
      let repeated = plainBytes(text[text.index(after: open)..<close])
      for _ in 0..<count { bytes += repeated }
      rest = rest.drop { $0.isNumber }
    }
    return bytes + plainBytes(rest)
  }

  private static func plainBytes(_ text: Substring) -> [UInt8] {
    text.split(whereSeparator: \.isWhitespace).map { UInt8($0, radix: 16)! }
  }
}

extension SampleList {
  /// A list of a segment whose documents all have one norm and one width.
  init(
    documentCount: Int, documents: [UInt32], frequencies: [UInt32], excess: [UInt32]?,
    positions: [[UInt32]]?, norm: UInt8, width: UInt8
  ) {
    shape = ListShape(
      documentCount: documentCount, hasPositions: positions != nil, hasExcess: excess != nil)
    self.documents = documents
    self.frequencies = frequencies
    self.excess = excess ?? documents.map { _ in 0 }
    self.positions = positions ?? []
    norms = [UInt8](repeating: norm, count: documentCount)
    widths = [UInt8](repeating: width, count: documentCount)
  }
}
