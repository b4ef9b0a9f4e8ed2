import Fihrist
import FihristTestSupport
import FihristUnpacking
import Foundation
import Testing

@testable import FihristArchive

/// Imports of files that cannot be read to their end.
@Suite struct IncompleteFileTests {
  private let home: TemporaryDirectory
  private let folder: String
  private let index: String

  init() throws {
    home = try TemporaryDirectory()
    folder = home.path(of: "archive")
    index = home.path(of: "index")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  private struct Outcome {
    var counts: ImportCounts
    var documents = 0
    var problems: [InputReport.Problem: Int] = [:]
    var settled = ArchiveImport.Settled()
    /// An archive that is cut in one of its files is told of twice.
    var isCut: Bool { problems[.unreadable, default: 0] > 0 }
  }

  private func run(
    prunes: Bool = false, lineLimit: Int = ArchiveOptions.defaultLineLimit
  ) async throws -> Outcome {
    var options = ArchiveOptions(lineLimit: lineLimit)
    options.unpackArchives()
    let job = try ArchiveImport(try ArchiveInputs([folder]), into: index, options: options)
    var outcome = Outcome(counts: job.counts)
    if job.hasWork {
      let feed = job.feed()
      let known = try? Index(path: index).information
      let chosen = try feed.recognizeSchema(
        known: known.map { KnownSchema(schema: $0.schema, inputMapping: $0.inputMapping) })
      let summary = try await job.run(feed, chosen)
      outcome.documents = summary.documents
      outcome.problems = summary.report.counts
    }
    if prunes { outcome.settled = try await job.settle() }
    return outcome
  }

  private func keys() async throws -> Set<String> {
    var keys: Set<String> = []
    for try await document in try Index(path: index).documents() { keys.insert(document.key) }
    return keys
  }

  private static func lines(_ keys: Range<Int>) -> [UInt8] {
    Array(
      keys.map { #"{"id":"\#($0)","title":"عنوان \#($0 &* 7_919 % 1_009)"}"# + "\n" }.joined().utf8)
  }

  private static func array(_ keys: Range<Int>) -> [UInt8] {
    let records = lines(keys).split(separator: 10).map { String(decoding: $0, as: UTF8.self) }
    return Array(("[" + records.joined(separator: ",\n") + "]").utf8)
  }

  static let forms: [(name: String, make: @Sendable (Range<Int>) -> [UInt8])] = [
    ("x.jsonl.gz", { Packing.gzip(Self.lines($0)) }), ("x.json", { Self.array($0) }),
    (
      "x.tar.gz",
      { keys in
        Packing.gzip(
          Tar.bytes([
            ("1.jsonl", Self.lines(keys.lowerBound..<keys.lowerBound + 500)),
            ("2.jsonl", Self.lines(keys.lowerBound + 500..<keys.upperBound)),
          ]))
      }
    ),
  ]

  private func write(_ name: String, _ bytes: [UInt8]) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: folder + "/" + name))
  }

  @Test(arguments: forms.indices)
  func `what lies behind a cut is not deleted, and is once the file is whole`(
    form: Int
  ) async throws {
    let (name, make) = Self.forms[form]
    try write(name, make(0..<2_000))
    try write("other.jsonl", Self.lines(5_000..<5_001))
    #expect(try await run().documents == 2_001)
    let cut = make(1..<2_000)
    try write(name, Array(cut[..<(cut.count / 2)]))
    let first = try await run(prunes: true)
    #expect(first.counts.changed == 1 && first.isCut)
    #expect(first.documents > 0 && first.documents < 1_999)
    #expect(first.settled.deleted == 0 && first.settled.incompleteFiles == 1)
    #expect(try await keys().count == 2_001)
    // It is tried again, and said again.
    let again = try await run(prunes: true)
    #expect(again.counts.resumed == 1 && again.counts.unchanged == 1)
    #expect(again.isCut && again.documents == 0)
    #expect(again.settled.deleted == 0 && again.settled.incompleteFiles == 1)
    try write(name, cut)
    let whole = try await run(prunes: true)
    #expect(whole.counts.changed == 1 && whole.problems[.unreadable] == nil)
    #expect(whole.settled.deleted == 1 && whole.settled.incompleteFiles == 0)
    let left = try await keys()
    #expect(left.count == 2_000 && !left.contains("0"))
    #expect(try await run().counts.unchanged == 2)
  }

  @Test(arguments: ["x.jsonl", "x.json", "x.txt"])
  func `a record that has become too long keeps its document`(_ name: String) async throws {
    func write(_ text: String) throws {
      let record = #"{"id":"1","title":"\#(text)"}"#
      let other = #"{"id":"2","title":"آخر"}"#
      let lines = name == "x.json" ? "[\(record),\n\(other)]" : "\(record)\n\(other)\n"
      try self.write(name, Array((name == "x.txt" ? text : lines).utf8))
    }
    let count = name == "x.txt" ? 1 : 2
    try self.write("other.jsonl", Self.lines(5_000..<5_001))
    try write("عنوان")
    #expect(try await run(prunes: true, lineLimit: 1_000).documents == count + 1)
    try write(String(repeating: "طويل ", count: 1_000))
    for _ in 1...2 {
      let long = try await run(prunes: true, lineLimit: 1_000)
      #expect(long.problems == [.tooLarge: 1])
      #expect(long.settled.deleted == 0 && long.settled.incompleteFiles == 1)
      #expect(try await keys().count == count + 1)
    }
    try write("قصير")
    let short = try await run(prunes: true, lineLimit: 1_000)
    #expect(short.documents == count && short.settled == ArchiveImport.Settled())
  }

  @Test(arguments: forms.indices)
  func `a file that was cut from the start is tried again each time`(form: Int) async throws {
    let (name, make) = Self.forms[form]
    let bytes = make(0..<2_000)
    try write(name, Array(bytes[..<(bytes.count / 2)]))
    let first = try await run()
    #expect(first.counts.new == 1 && first.isCut && first.documents > 0)
    for _ in 1...2 {
      let again = try await run(prunes: true)
      #expect(again.counts.resumed == 1 && again.isCut)
      #expect(again.documents == 0 && again.settled.deleted == 0)
    }
    #expect(try await keys().count == first.documents)
    try write(name, bytes)
    #expect(try await run().documents == 2_000)
  }

  @Test func `what follows a damaged file in an archive is indexed, and read again`() async throws {
    var bytes = PackedSpecimens.zip
    try write("a.zip", bytes)
    let whole = try await run()
    #expect(whole.documents == 3)
    // The contents of the first file, which has two of the three documents.
    let start = 30 + Int(bytes[26]) + Int(bytes[27]) << 8 + Int(bytes[28]) + Int(bytes[29]) << 8
    for offset in start..<start + 12 { bytes[offset] ^= 0xFF }
    try write("a.zip", bytes)
    for _ in 1...2 {
      let damaged = try await run(prunes: true)
      #expect((damaged.problems[.unreadable] ?? 0) > 0, "\(damaged)")
      #expect(damaged.settled.deleted == 0 && damaged.settled.incompleteFiles == 1)
      #expect(try await keys().count == 3)
    }
  }

  @Test func `links that lead nowhere are told each time`() async throws {
    try write("a.jsonl", Self.lines(0..<3))
    let target = home.path(of: "b.jsonl")
    try Data(Self.lines(3..<5)).write(to: URL(fileURLWithPath: target))
    try FileManager.default.createSymbolicLink(
      atPath: folder + "/b.jsonl", withDestinationPath: target)
    try FileManager.default.createSymbolicLink(
      atPath: folder + "/circle.jsonl", withDestinationPath: folder + "/circle.jsonl")
    #expect(try await run().documents == 5)
    let again = try await run()
    #expect(again.counts.unchanged == 2 && again.problems == [.unreadable: 1])
    try FileManager.default.removeItem(atPath: target)
    let dangling = try await run(prunes: true)
    #expect(dangling.counts.unchanged == 1 && dangling.problems == [.unreadable: 2])
    #expect(dangling.settled.deleted == 0)
    try FileManager.default.removeItem(atPath: folder + "/b.jsonl")
    #expect(try await run(prunes: true).settled.deleted == 2)
    #expect(try await keys() == ["0", "1", "2"])
  }
}
