import FihristIndexing
import FihristTestSupport
import Foundation
import Testing

@testable import FihristArchive

@Suite struct JSONChunksTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func read(
    _ text: String, limit: Int = ArchiveOptions.defaultLineLimit, isStrict: Bool = false
  ) throws -> (keys: [String], report: InputReport) {
    let path = try folder.write("a.json", text)
    let (documents, report) = try ReadDocument.read([path], isStrict: isStrict, lineLimit: limit)
    return (documents.map(\.key), report)
  }

  /// What is said, without the path of the folder.
  private func said(_ report: InputReport) -> [String] {
    report.samples.map { $0.description.replacing(folder.path + "/", with: "") }
  }

  private func record(_ key: String, _ title: String = "عنوان") -> String {
    #"{"id":"\#(key)","title":"\#(title)"}"#
  }

  // MARK: The naive reading: one record a line

  /// A record with strings, lists and objects; some of them look like other records.
  private func randomObject(_ key: Int, _ random: inout SeededGenerator) -> [String: Any] {
    let words = ["كلمة", "[{", "}]", "\"", "\\", "\n", "{\"id\":\"x\"}", ",", "نص", "\u{FEFF}"]
    func text() -> String {
      (0..<Int.random(in: 1..<9, using: &random))
        .map { _ in words[Int.random(in: 0..<words.count, using: &random)] }
        .joined(separator: " ") + " آخر"
    }
    var object: [String: Any] = ["id": "\(key)", "title": text(), "content": text()]
    if Bool.random(using: &random) { object["tags"] = [text(), ["id": "inner"], 1.5, NSNull()] }
    if Bool.random(using: &random) { object["author"] = ["name": text(), "list": [[]]] }
    return object
  }

  private func json(_ value: Any, _ options: JSONSerialization.WritingOptions) throws -> String {
    String(
      decoding: try JSONSerialization.data(withJSONObject: value, options: options), as: UTF8.self)
  }

  @Test func `records in any layout are those of JSON lines`() throws {
    for seed in 0..<24 as Range<UInt64> {
      var random = SeededGenerator(seed: seed)
      let objects = (0..<Int.random(in: 1..<60, using: &random)).map {
        randomObject($0, &random)
      }
      let lines = try objects.map { try json($0, [.sortedKeys]) }
      let spread = try objects.map { try json($0, [.sortedKeys, .prettyPrinted]) }
      let wanted = try ReadDocument.read([folder.write("l.jsonl", lines.joined(separator: "\n"))])
      #expect(wanted.documents.count == objects.count, "seed \(seed)")
      let array = try json(objects, [.sortedKeys])
      let indented = try json(objects, [.sortedKeys, .prettyPrinted])
      let commas = spread.joined(separator: "\r\n,")
      let sequence: [String] = spread.map { "\u{1E}\($0)\n" }
      let layouts: [String] = [
        array, indented, "[\n\(lines.joined(separator: ",\n"))\n]\n",
        "\u{FEFF} [\(commas)]\n\u{FEFF}[]", spread.joined(separator: "\n"), spread.joined(),
        "[\(lines.joined(separator: "]["))]", sequence.joined(),
      ]
      for (number, layout) in layouts.enumerated() {
        let bytes = Array(layout.utf8)
        let packed = seed % 2 == 0 ? bytes : Packing.gzip(bytes)
        let got = try ReadDocument.read(
          [folder.write("layout", packed)], format: number == 5 ? .json : .auto)
        #expect(got.documents == wanted.documents, "seed \(seed), layout \(number)")
        #expect(got.report.isEmpty, "seed \(seed), layout \(number): \(said(got.report))")
      }
    }
  }

  @Test func `a scan of pieces finds what a scan of the whole finds`() throws {
    for seed in 0..<30 as Range<UInt64> {
      var random = SeededGenerator(seed: seed)
      let objects = (0..<8).map { randomObject($0, &random) }
      var bytes = Array(try json(objects, seed % 2 == 0 ? [] : [.prettyPrinted]).utf8)
      // A broken byte in every third.
      if seed % 3 == 0 { bytes[Int.random(in: 0..<bytes.count, using: &random)] = 0x21 }
      let whole = found(in: bytes, pieces: [bytes.count])
      for _ in 0..<20 {
        var pieces: [Int] = []
        while pieces.reduce(0, +) < bytes.count {
          pieces.append(Int.random(in: 1..<300, using: &random))
        }
        #expect(found(in: bytes, pieces: pieces) == whole, "seed \(seed), \(pieces)")
      }
    }
  }

  /// Where the scanner finds records if it is given `bytes` in pieces, with all that came before
  /// and was not discarded.
  private func found(in bytes: [UInt8], pieces: [Int]) -> [ScannedRecord] {
    var scanner = JSONRecordScanner()
    var found: [ScannedRecord] = []
    var (start, end) = (0, 0)
    for piece in pieces {
      end = min(end + piece, bytes.count)
      withView(Array(bytes[start..<end])) { view in
        while case .record(var record) = scanner.next(view, isWhole: end == bytes.count) {
          // How much of a broken record is given depends on what was there.
          record.range = start + record.range.lowerBound..<start + record.range.lowerBound
          found.append(record)
        }
      }
      start += scanner.index
      scanner.discard()
    }
    return found
  }

  // MARK: Damage

  @Test func `a broken record is reported with its number and line, and the rest is read`() throws {
    let text = """
      [
        {"id": "1", "title": "أول"},
        {"id": "2", "title": "قال "نعم" ثم", "content": "نص"},
        {
          "id": "3",
          "tags": [1, 2,, 3],
          "title": "ثالث"
        },
        {"id": "4", "title": "رابع"},
        5, ["id"],
        {"id": "6", "title": "سادس"}
      ]
      """
    let (keys, report) = try read(text)
    #expect(keys == ["1", "4", "6"])
    #expect(
      said(report) == [
        "a.json:3: record 2: column 31: a comma or } is missing",
        "a.json:4: record 3: line 3 of the record, column 19: a value is missing",
        "a.json:10: record 5: column 1: the record is not a JSON object",
        "a.json:10: record 6: column 1: the record is not a JSON object",
      ])
    #expect(report.counts == [.malformed: 4])
  }

  @Test func `records after a broken one are left out if nothing tells where they start`() throws {
    let one = "[\(record("1")),{\"id\":\"2\" \"title\"},\(record("3"))]"
    // An object inside of a record stands where records stand.
    let flat = "[\n{\n\"id\": 1, \"title\": \"a\", \"tags\": [\n{\n}]},\n{\"id\"},\n{\"id\":3}]"
    for text in [one, flat] {
      let (keys, report) = try read(text)
      #expect(keys == ["1"])
      #expect(report.counts == [.malformed: 1, .unreadable: 1])
      #expect(
        said(report).last?.hasPrefix(
          "a.json: record 2 is left out, and nothing tells where the next one starts;") == true)
    }
  }

  @Test func `what a cut array holds is read, and the cut is reported`() throws {
    let whole = "[\n\(record("1")),\n\(record("2")),\n\(record("3"))\n]"
    let bytes = Array(whole.utf8)
    let starts = [record("1"), record("2"), record("3")].map { part in
      whole.range(of: part).map { whole[..<$0.upperBound].utf8.count } ?? 0
    }
    // Not inside of a letter: a short file would not be UTF-8 then.
    for cut in 2..<bytes.count where bytes[cut] & 0xC0 != 0x80 {
      let path = try folder.write("cut.json", Array(bytes[..<cut]))
      let (documents, report) = try ReadDocument.read([path])
      #expect(documents.count == starts.count { $0 <= cut }, "\(cut)")
      #expect(report.counts == [.unreadable: 1], "\(cut)")
    }
    let (_, report) = try read(String(whole.dropLast(4)))
    #expect(
      said(report) == [
        "a.json:4: the input ends inside record 3; the part before that is read; "
          + "fetch the file again"
      ])
    #expect(throws: ArchiveError.self) { try read(String(whole.dropLast(2)), isStrict: true) }
  }

  @Test func `a cut compressed array gives the records before the cut`() throws {
    let text = "[" + (0..<2_000).map { record("\($0)") }.joined(separator: ",\n") + "]"
    let packed = Packing.gzip(Array(text.utf8))
    let path = try folder.write("a.json.gz", Array(packed[..<(packed.count / 2)]))
    let (documents, report) = try ReadDocument.read([path])
    #expect(documents.count > 500 && documents.count < 2_000)
    #expect(documents.map(\.key) == (0..<documents.count).map(String.init))
    #expect(report.counts == [.unreadable: 1])
  }

  // MARK: Limits

  @Test func `a record beyond the limit is left out with its line`() throws {
    let long = record("2", String(repeating: "ط", count: 3 << 20))
    let text = "[\n\(record("1")),\n\(long),\n\(record("3"))]"
    for limit in [100, 1 << 20, 5 << 20] {
      let (keys, report) = try read(text, limit: limit)
      #expect(keys == ["1", "3"])
      #expect(report.counts == [.tooLarge: 1])
      #expect(said(report).first?.hasPrefix("a.json:3: the record is longer than ") == true)
    }
    #expect(try read(text, limit: 7 << 20).keys == ["1", "2", "3"])
  }

  @Test func `a record nested too deep is left out`() throws {
    let depth = JSONCursor.depthLimit
    func nested(_ levels: Int) -> String {
      #"{"id":"d","title":"t","x":"# + String(repeating: "[", count: levels)
        + String(repeating: "]", count: levels) + "}"
    }
    let good = try read("[\n\(record("1")),\n\(nested(depth - 1)),\n\(record("3"))]")
    #expect(good.keys == ["1", "d", "3"] && good.report.isEmpty)
    let deep = try read("[\n\(record("1")),\n\(nested(100_000)),\n\(record("3"))]")
    #expect(deep.keys == ["1", "3"])
    #expect(deep.report.counts == [.malformed: 1])
    #expect(said(deep.report).first?.contains("more than 512 levels") == true)
  }

  @Test func `an empty array has no records`() throws {
    for text in ["[]", " [ ] \n", "[\n]\n[]"] {
      let (keys, report) = try read(text)
      #expect(keys.isEmpty && report.isEmpty)
    }
  }
}
