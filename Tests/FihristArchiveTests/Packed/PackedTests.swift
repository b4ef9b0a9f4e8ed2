import FihristIndexing
import FihristUnpacking
import Foundation
import Testing

@testable import FihristArchive

@Suite struct PackedTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func read(
    _ path: String, format: InputFormat = .auto
  ) throws -> (documents: [ReadDocument], report: InputReport) {
    try ReadDocument.read([path], format: format, isUnpacking: true)
  }

  private func read(
    _ name: String, _ bytes: [UInt8], format: InputFormat = .auto
  ) throws -> (documents: [ReadDocument], report: InputReport) {
    try read(folder.write(name, bytes), format: format)
  }

  static let whole = [
    ("a.zip", PackedSpecimens.zip), ("b.zip", PackedSpecimens.infoZip),
    ("a.tar.xz", PackedSpecimens.tarXz), ("a.tgz", PackedSpecimens.tarGz),
    ("a.7z", PackedSpecimens.sevenZip), ("a.bin", PackedSpecimens.zip),
  ]

  @Test(arguments: whole)
  func `the files in an archive are read as those in a folder`(name: String, bytes: [UInt8]) throws
  {
    let (documents, report) = try read(name, bytes)
    #expect(documents.map(\.key) == ["1", "2", "\(name)/أخبار/b.txt"])
    #expect(documents.map { $0.values["title"] } == ["عودة القطار", "موسم التمور", "افتتاح الجسر"])
    #expect(report.counts == [.skipped: 1])
    #expect(
      report.samples[0].message == "files in it that hold no article: 1 (\(name)/أخبار/c.jpg)")
    #expect(report.lostDocuments == 0)
  }

  @Test func `one compressed file is what it is without the compression`() throws {
    for (name, bytes) in [
      ("a.jsonl.bz2", PackedSpecimens.bzip2), ("a.jsonl.lz4", PackedSpecimens.lz4),
      ("a.xz", PackedSpecimens.xz), ("twice.gz", Packing.gzip(Packing.gzip(Array("نص".utf8)))),
    ] {
      let (documents, report) = try read(name, bytes, format: name.hasPrefix("t") ? .text : .auto)
      #expect(documents.map(\.key) == (name.hasPrefix("t") ? [name] : ["1", "2"]))
      #expect(report.isEmpty, "\(report.samples)")
    }
  }

  @Test func `archives in archives are read two deep, and refused three deep`() throws {
    let two = try read("two.zip", PackedSpecimens.twoDeep)
    #expect(two.documents.map(\.key) == ["1", "2", "two.zip/in.tar.gz/أخبار/b.txt"])
    let three = try read("three.zip", PackedSpecimens.threeDeep)
    #expect(three.documents.isEmpty)
    #expect(three.report.counts == [.unreadable: 1])
    #expect(three.report.samples[0].file.hasSuffix("three.zip/a.zip/b.zip"))
    #expect(three.report.samples[0].message.contains("more than 2 deep"))
  }

  @Test func `what has a password is reported with what to do`() throws {
    let (documents, report) = try read("locked.zip", PackedSpecimens.encrypted)
    #expect(documents.isEmpty && report.counts == [.unreadable: 1])
    let message = report.samples.first?.message ?? ""
    #expect(
      message == "what is in it has a password; unpack it with the password and name the folder")
  }

  @Test func `names in another encoding keep their bytes`() throws {
    let (documents, _) = try read("old.zip", PackedSpecimens.cp1256Names)
    #expect(documents.map(\.key) == [#"old.zip/\xC3\xCE\xC8\xC7\xD1.txt"#])
  }

  @Test func `a damaged or cut archive gives what came before`() throws {
    for (name, bytes) in Self.whole {
      // From fewer bytes nobody can tell what it was.
      for end in stride(from: 8, to: bytes.count, by: 7) {
        guard let (documents, report) = try? read(name, Array(bytes[..<end])) else { continue }
        #expect(documents.count <= 3)
        #expect(documents.count == 3 || !report.isEmpty, "\(name) \(end)")
        var flipped = bytes
        flipped[end] ^= 0x41
        _ = try? read(name, flipped)
      }
    }
  }

  @Test func `a bomb is refused with its numbers, and what came before is kept`() throws {
    // A tar of one record and of 100 MiB of blanks.
    var tar = Self.tarFile("a.jsonl", Array(#"{"id":"1","title":"عنوان"}"#.utf8))
    tar += Self.tarFile("b.txt", Array(repeating: 0x20, count: 100 << 20))
    let (documents, report) = try read("bomb.tar.gz", Packing.gzip(tar))
    #expect(documents.map(\.key) == ["1"])
    #expect(report.counts == [.unreadable: 1])
    #expect(report.samples[0].message.contains("more than 250 times as much"))
  }

  @Test func `what is packed in an archive counts for the limit too`() throws {
    let long = Array(repeating: UInt8(ascii: " "), count: 100 << 20)
    var tar = Self.tarFile("a.jsonl", Array(#"{"id":"1","title":"عنوان"}"#.utf8))
    tar += Self.tarFile("b.jsonl.gz", Packing.gzip(long))
    tar += Self.tarFile("c.txt", Array("نص".utf8))
    for (name, bytes) in [("in.tar", tar), ("in.tar.gz", Packing.gzip(tar))] {
      let (documents, report) = try read(name, bytes)
      #expect(documents.map(\.key) == ["1"])
      #expect(report.counts == [.unreadable: 1])
      let sample = try #require(report.samples.first)
      #expect(sample.file.hasSuffix("/\(name)/b.jsonl.gz"), "\(sample)")
      #expect(sample.message.contains("MiB came out of the first"), "\(sample)")
    }
  }

  /// `contents` as the only file of a tar, without the blocks at its end.
  private static func tarFile(_ name: String, _ contents: [UInt8]) -> [UInt8] {
    var header = [UInt8](repeating: 0, count: 512)
    func put(_ text: String, at offset: Int) {
      for (index, byte) in text.utf8.enumerated() { header[offset + index] = byte }
    }
    put(name, at: 0)
    put("0000644", at: 100)
    put(
      String(repeating: "0", count: 11 - String(contents.count, radix: 8).count)
        + String(contents.count, radix: 8), at: 124)
    put("00000000000", at: 136)
    put("        ", at: 148)
    put("0", at: 156)
    put("ustar", at: 257)
    put("00", at: 263)
    let sum = header.reduce(0) { $0 + Int($1) }
    let digits = String(sum, radix: 8)
    put(String(repeating: "0", count: 6 - digits.count) + digits, at: 148)
    header[154] = 0
    let padding = (512 - contents.count % 512) % 512
    return header + contents + [UInt8](repeating: 0, count: padding)
  }

  @Test func `links and names that lead elsewhere read nothing but the archive`() throws {
    let secret = try folder.write("secret.txt", "سر")
    try FileManager.default.createDirectory(
      atPath: folder.path + "/d", withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/d/link.txt", withDestinationPath: secret)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["tar", "-C", folder.path, "-cf", folder.path + "/l.tar", "d"]
    try process.run()
    process.waitUntilExit()
    let (documents, _) = try read(folder.path + "/l.tar")
    #expect(documents.isEmpty)
    let up = try read("up.tar", Self.tarFile("../../secret.txt", Array("نص آخر".utf8)))
    #expect(up.documents.map(\.values) == [["title": "نص آخر"]])
  }

  @Test func `without an unpacker archives are refused with advice`() throws {
    let path = try folder.write("a.zip", PackedSpecimens.zip)
    let error = #expect(throws: ArchiveError.self) { try ReadDocument.read([path]) }
    #expect(error?.kind == .unsupported)
  }

  @Test func `the names of members in an archive are recognised`() throws {
    let line = #"{"guid":"x","headline":"عنوان"}"#
    let tar = Self.tarFile("t.txt", Array("نص".utf8)) + Self.tarFile("a.jsonl", Array(line.utf8))
    let (documents, _) = try read("a.tar", tar)
    #expect(documents.map(\.key) == ["a.tar/t.txt", "x"])
  }
}
