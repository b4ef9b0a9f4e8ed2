@testable import FihristArchive
import FihristFormat
import FihristIndexing
import FihristTestSupport
import Foundation
import Testing

/// Compares the reader of records with Foundation's JSON reader, line by line.
@Suite struct JSONOracleTests {
  private static let strings = [
    "", "a", "عنوان طويل بعض الشيء يزيد على ثمانية أحرف", "سطر\nثان \"مقتبس\" \\ / \u{8}\u{c}\t",
    "😀 رمز", "«قال»", "\u{2028}", "\u{1}", "{\"id\": 3}", "]}", "١٢٣",
  ]

  private func string(_ generator: inout SeededGenerator) -> String {
    var text = Self.strings.randomElement(using: &generator)!
    while Bool.random(using: &generator) { text += Self.strings.randomElement(using: &generator)! }
    return text
  }

  /// `text` in quotes, with escapes where they must be and sometimes where they need not.
  private func quoted(_ text: String, _ generator: inout SeededGenerator) -> String {
    let style = Int.random(in: 0..<3, using: &generator)
    var out = "\""
    for scalar in text.unicodeScalars {
      if style == 1, scalar.value >= 0x80 {
        for unit in String(scalar).utf16 { out += escape(UInt32(unit)) }
      } else if scalar == "\"" || scalar == "\\" {
        out += "\\" + String(scalar)
      } else if scalar == "\n" {
        out += style == 2 ? "\\u000A" : "\\n"
      } else if scalar == "/" {
        out += style == 0 ? "\\/" : "/"
      } else if scalar.value < 0x20 {
        out += escape(scalar.value)
      } else {
        out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }

  private func escape(_ unit: UInt32) -> String {
    let digits = String(unit, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }

  private func value(_ generator: inout SeededGenerator, depth: Int) -> String {
    let space = ["", " ", "  "].randomElement(using: &generator)!
    switch Int.random(in: 0..<(depth > 3 ? 6 : 8), using: &generator) {
    case 0: return "null"
    case 1: return ["true", "false"].randomElement(using: &generator)!
    case 2:
      return ["0", "-1", "42", "3.25", "1e3", "-2.5E-2", "0.5"].randomElement(using: &generator)!
    case 6:
      let count = Int.random(in: 0..<4, using: &generator)
      let all = (0..<count).map { _ in value(&generator, depth: depth + 1) }
      return "[" + space + all.joined(separator: space + "," + space) + space + "]"
    case 7: return object(&generator, depth: depth + 1, names: ["a", "b", "$x", ""])
    default: return quoted(string(&generator), &generator)
    }
  }

  private func object(
    _ generator: inout SeededGenerator, depth: Int, names: [String]
  ) -> String {
    // Foundation does not say which of two members of one name it takes, so there is one of each.
    let chosen = names.filter { _ in Int.random(in: 0..<4, using: &generator) > 0 }
      .shuffled(using: &generator)
    let space = ["", " ", "\t"].randomElement(using: &generator)!
    let members = chosen.map {
      quoted($0, &generator) + space + ":" + space + value(&generator, depth: depth)
    }
    return "{" + space + members.joined(separator: "," + space) + space + "}"
  }

  private static let names = ["id", "title", "content", "source", "tags", "other"]

  /// What Foundation makes of the line, as the reader would show it; nil if it is not a JSON
  /// object.
  private func expected(_ line: [UInt8]) -> [String: String]? {
    guard
      let object = try? JSONSerialization.jsonObject(with: Data(line)) as? [String: Any]
    else { return nil }
    return object.compactMapValues { $0 as? String }
  }

  private static let mapping = RecordMapping(
    key: "id", fields: ["body": ["content"], "rest": ["other"]])

  private let schema: Schema

  init() throws {
    schema = try Schema(fields: [
      .text("title"), .text("body"), .keyword("source"), .keyword("tags"), .text("rest"),
    ])
  }

  private func read(_ line: [UInt8]) -> (outcome: RecordReader.Outcome, documents: [ReadDocument]) {
    withView(line) { view in
      var batch = DocumentBatch()
      var reader = RecordReader(
        view, isUTF8: UTF8Check.isValid(view), schema: schema, mapping: Self.mapping)
      let outcome = reader.read(0..<view.count, into: &batch)
      return (outcome, ReadDocument.all(batch, schema))
    }
  }

  /// Foundation takes a comma behind the last member or element, which RFC 8259 forbids.
  private func isTrailingComma(_ line: [UInt8], _ why: String) -> Bool {
    let digits = why.drop { !$0.isNumber }.prefix { $0.isNumber }
    guard let column = Int(digits), column <= line.count, "]}".utf8.contains(line[column - 1])
    else { return false }
    return line[..<(column - 1)].last { $0 > 0x20 } == UInt8(ascii: ",")
  }

  private func compare(_ line: [UInt8], _ note: String) {
    let (outcome, documents) = read(line)
    guard let expected = expected(line) else {
      if case .lost(.malformed, _) = outcome { return }
      #expect(outcome == .blank && line.allSatisfy { $0 <= 0x20 }, "\(note): accepted")
      return
    }
    if case .lost(.malformed, let why) = outcome {
      if isTrailingComma(line, why) { return }
      Issue.record("\(note): refused, \(why)")
      return
    }
    guard let document = documents.first else { return }
    let members = ["title": "title", "content": "body", "source": "source", "other": "rest"]
    for (member, field) in members {
      guard let text = expected[member] else { continue }
      #expect(document.values[field] == text, "\(note): \(member)")
    }
    if let key = expected["id"], !key.isEmpty { #expect(document.key == key, "\(note): key") }
  }

  @Test func `random records are read as Foundation reads them`() {
    var generator = SeededGenerator(seed: 1)
    for round in 0..<3_000 {
      let line = object(&generator, depth: 0, names: Self.names)
      compare(Array(line.utf8), "seed 1, round \(round): \(line)")
    }
  }

  @Test
  func `records with one byte changed, lost or added are refused where Foundation refuses them`() {
    var generator = SeededGenerator(seed: 2)
    let insertions = Array("{}[]\",:\\u0nt-.eE+ 1".utf8)
    var refused = 0
    for round in 0..<6_000 {
      let text = object(&generator, depth: 2, names: Self.names)
      var line = Array(text.utf8)
      let offset = Int.random(in: 0..<line.count, using: &generator)
      switch round % 4 {
      case 0: line.remove(at: offset)
      case 1: line[offset] = insertions.randomElement(using: &generator)!
      case 2: line.insert(insertions.randomElement(using: &generator)!, at: offset)
      default: line.removeLast(line.count - offset)
      }
      // Two things are decided otherwise on purpose, and have tests of their own: broken UTF-8 and
      // half surrogate pairs are replaced, and raw control characters are taken.
      let isPlain =
        String(validating: line, as: UTF8.self) != nil && !line.contains { $0 < 0x20 }
        && !String(decoding: line, as: UTF8.self).lowercased().contains("\\ud")
      if !isPlain { continue }
      if expected(line) == nil { refused += 1 }
      compare(line, "seed 2, round \(round): \(String(decoding: line, as: UTF8.self))")
    }
    #expect(refused > 1_000)
  }

  @Test func `every short text over the signs of JSON is judged as Foundation judges it`() {
    // Inside an object, so that what is tried is the value: 9 signs, up to 5 long.
    let signs = Array("0-.e1[],\"".utf8)
    var line: [UInt8] = []
    func extend(_ text: [UInt8]) {
      line = Array("{\"a\":".utf8) + text + Array("}".utf8)
      compare(line, String(decoding: line, as: UTF8.self))
      if text.count < 4 { for sign in signs { extend(text + [sign]) } }
    }
    extend([])
  }
}
