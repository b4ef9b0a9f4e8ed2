import FihristIndexing
import Foundation
import Testing

@testable import FihristArchive

@Suite struct ArchiveInputsTests {
  @Test func `folders are read in byte order of names, with what is in them`() throws {
    let folder = try TemporaryFolder()
    for name in [
      "b.txt", "a/z.txt", "a/B.jsonl", "a.txt", "é.txt", "c.jsonl.gz", "ا.txt", "A.json",
    ] {
      try folder.write(name, "x")
    }
    for name in ["notes.pdf", ".hidden.txt", ".git/x.txt", "a/pic.png", "noname"] {
      try folder.write(name, "x")
    }
    let inputs = try ArchiveInputs([folder.path])
    #expect(
      inputs.files.map(\.name) == [
        "A.json", "a/B.jsonl", "a/z.txt", "a.txt", "b.txt", "c.jsonl.gz", "é.txt", "ا.txt",
      ])
    #expect(inputs.files.map(\.hint).prefix(4) == [.jsonLines, .jsonLines, .text, .text])
    #expect(inputs.skippedCount == 3)
    #expect(inputs.byteCount == 8)
    #expect(try ArchiveInputs([folder.path + "/"]).files.map(\.name) == inputs.files.map(\.name))
  }

  @Test func `with a format named every file counts`() throws {
    let folder = try TemporaryFolder()
    try folder.write("article", "عنوان\nنص")
    let (documents, _) = try ReadDocument.read([folder.path], format: .text)
    #expect(documents == [ReadDocument(key: "article", values: ["title": "عنوان", "body": "نص"])])
  }

  @Test func `named files are sniffed if their names say nothing`() throws {
    let folder = try TemporaryFolder()
    let lines = try folder.write("dump.data", "\n {\"id\":\"1\",\"title\":\"a\"}\n")
    let text = try folder.write("page", "عنوان\nنص")
    let (documents, _) = try ReadDocument.read([lines, text])
    #expect(documents.map(\.key) == ["1", "page"])
  }

  @Test func `a byte order mark belongs to no word`() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.jsonl", [0xEF, 0xBB, 0xBF] + Array("{\"id\":\"1\",\"title\":\"a\"}".utf8))
    try folder.write("b.txt", [0xEF, 0xBB, 0xBF] + Array("عنوان".utf8))
    let (documents, report) = try ReadDocument.read([folder.path])
    #expect(documents.map { $0.values["title"] } == ["a", "عنوان"])
    #expect(report.isEmpty)
  }

  @Test func `paths that are not there, folders without articles, and nothing at all are errors`()
    throws
  {
    let folder = try TemporaryFolder()
    try folder.write("notes.pdf", "x")
    #expect(throws: ArchiveError.self) { try ArchiveInputs([]) }
    let empty = #expect(throws: ArchiveError.self) { try ArchiveInputs([folder.path]) }
    #expect(empty?.kind == .noInput)
    let missing = #expect(throws: ArchiveError.self) { try ArchiveInputs([folder.path + "/x"]) }
    #expect(missing?.kind == .notFound)
  }

  @Test func `a path with a NUL byte is refused, and names no other file`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("a.jsonl", #"{"id":1,"title":"عنوان"}"#)
    let refusals = [
      #expect(throws: ArchiveError.self) { try ArchiveInputs([path + "\0.gz"]) },
      #expect(throws: ArchiveError.self) { try SchemaFile.load(path + "\0") },
      #expect(throws: ArchiveError.self) { try WholeFile.bytes(of: InputPath("\0" + path)) },
    ]
    for error in refusals {
      #expect(error?.kind == .notFound && error?.path.contains("\\x00") == true)
      #expect(error?.reason == "the path contains a NUL byte")
      #expect(error?.advice == "choose a path without one")
    }
  }

  @Test func `links to folders are not followed and links to files are`() throws {
    let folder = try TemporaryFolder()
    try folder.write("a/x.txt", "x")
    let files = FileManager.default
    try files.createSymbolicLink(
      atPath: folder.path + "/loop", withDestinationPath: folder.path)
    try files.createSymbolicLink(
      atPath: folder.path + "/y.txt", withDestinationPath: folder.path + "/a/x.txt")
    try files.createSymbolicLink(
      atPath: folder.path + "/gone.txt", withDestinationPath: folder.path + "/nowhere")
    try files.createSymbolicLink(
      atPath: folder.path + "/gone.lock", withDestinationPath: folder.path + "/nowhere")
    let inputs = try ArchiveInputs([folder.path])
    #expect(inputs.files.map(\.name) == ["a/x.txt", "y.txt"])
    // One that would be read if it led to a file is missed.
    #expect(inputs.skipped == [folder.path + "/gone.lock"])
    #expect(inputs.failures.map(\.path) == [folder.path + "/gone.txt"])
  }

  @Test func `a link that leads in a circle is reported, and the rest is read`() throws {
    let folder = try TemporaryFolder()
    try folder.write("b.txt", "عنوان")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/a.txt", withDestinationPath: folder.path + "/a.txt")
    let (documents, report) = try ReadDocument.read([folder.path])
    #expect(documents.map(\.key) == ["b.txt"])
    #expect(report.counts == [.unreadable: 1])
    #expect(report.samples.first?.file == folder.path + "/a.txt")
    #expect(throws: ArchiveError.self) { try ReadDocument.read([folder.path], isStrict: true) }
  }

  @Test func `names that only look the same are two keys`() throws {
    let folder = try TemporaryFolder()
    // e with an acute accent, in one character and in two.
    let paths = [
      try folder.write("a/caf\u{E9}.txt", "x"), try folder.write("b/cafe\u{301}.txt", "y"),
    ]
    let (documents, _) = try ReadDocument.read(paths)
    #expect(documents.count == 2)
  }

  @Test func `a stream is read once, so it may be named once`() {
    let error = #expect(throws: ArchiveError.self) { try ArchiveInputs(["-", "-"]) }
    #expect(error?.kind == .sameKey)
  }

  @Test func `two text articles of one name are refused, for they would replace each other`() throws
  {
    let folder = try TemporaryFolder()
    let paths = [try folder.write("a/x.txt", "x"), try folder.write("b/x.txt", "x")]
    let error = #expect(throws: ArchiveError.self) { try ArchiveInputs(paths) }
    #expect(error?.kind == .sameKey)
    #expect(try ArchiveInputs([folder.path]).files.count == 2)
    #expect(try ArchiveInputs([paths[0], paths[0]]).files.count == 2)
    let lines = [
      try folder.write("c/x.txt", "{\"id\":\"1\",\"title\":\"a\"}"),
      try folder.write("d/x.txt", "{\"id\":\"2\",\"title\":\"b\"}"),
    ]
    #expect(try ReadDocument.read(lines).documents.map(\.key) == ["1", "2"])
  }

  @Test func `empty files are told apart from empty articles`() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.jsonl", "")
    try folder.write("b.jsonl", "{\"id\":\"1\",\"title\":\"\",\"content\":\"\"}")
    try folder.write("c.txt", "")
    let (documents, report) = try ReadDocument.read([folder.path])
    #expect(documents.isEmpty)
    #expect(report.counts == [.noText: 2])
    #expect(report.samples.last?.description == "\(folder.path)/c.txt: the file is empty")
  }

  @Test func `a byte order mark in the middle of joined files loses no record`() throws {
    let folder = try TemporaryFolder()
    let mark = "\u{FEFF}"
    let records = (1...4).map { "{\"id\":\"\($0)\",\"title\":\"a}\(mark){\"}" }
    try folder.write(
      "a.jsonl",
      mark + records[0] + "\n" + mark + records[1] + mark + mark + records[2] + "\n" + records[3])
    try folder.write("b.txt", mark + "\n" + mark + "عنوان\n" + mark + "نص")
    let (documents, report) = try ReadDocument.read([folder.path])
    #expect(documents.map(\.key) == ["1", "2", "3", "4", "b.txt"])
    #expect(documents.dropLast().allSatisfy { $0.values["title"] == "a}\(mark){" })
    #expect(documents.last?.values["title"] == "عنوان")
    #expect(report.isEmpty)
  }

  @Test func `an array is not read as JSON lines`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("all.json", "[{\"id\":1,\"title\":\"a\"}]")
    let error = #expect(throws: ArchiveError.self) {
      try ReadDocument.read([path], format: .jsonLines)
    }
    #expect(error?.kind == .unsupported)
    #expect(error?.advice == "leave out --format, or set --format json")
    for format in [InputFormat.auto, .json] {
      #expect(try ReadDocument.read([path], format: format).documents.map(\.key) == ["1"])
    }
  }
}
