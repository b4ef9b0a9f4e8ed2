import Fihrist
import FihristArchive
import FihristTestSupport
import Foundation
import Testing

/// What a program does with an archive, by public names alone.
@Suite struct ArchiveIndexingTests {
  private let home: TemporaryDirectory
  private var path: String { home.path(of: "index") }

  init() throws { home = try TemporaryDirectory() }

  private func sampleArchive() throws -> ArchiveFeed {
    ArchiveFeed(try ArchiveInputs([SampleArchive.folder + "/archive"]))
  }

  @Test func `an index remembers how the records of its archive are spelled`() async throws {
    let archive = try sampleArchive()
    let recognized = try archive.recognizeSchema()
    #expect(recognized.recognition?.hasPrefix("key from ") == true)
    let summary = try await BulkIndexer.run(
      DocumentInput(archive, mapping: recognized.mapping), into: path, schema: recognized.schema)
    #expect(summary.documents == 63)
    let information = try Index(path: path).information
    #expect(RecordMapping(json: information.inputMapping)?.json == recognized.mapping.json)

    let known = KnownSchema(
      schema: information.schema, inputMapping: information.inputMapping)
    let again = try sampleArchive().recognizeSchema(known: known)
    #expect(again == ArchiveSchema(schema: recognized.schema, mapping: recognized.mapping))
  }

  @Test func `what the options say of the inputs comes first`() async throws {
    var options = IndexingOptions()
    options.inputMapping = "of my own"
    let summary = try await BulkIndexer.run(
      DocumentInput(try sampleArchive()), into: path, options: options)
    #expect(summary.documents == 63)
    #expect(try Index(path: path).information.inputMapping == "of my own")
  }

  @Test func `the index of an array has the bytes of that of JSON lines`() async throws {
    let records = (0..<3_000).map { number in
      #"{"id":"\#(number)","title":"عنوان \#(number % 91)","tags":[{"a":[1,2]}]}"#
    }
    let layouts = [
      records.joined(separator: "\n"), "[\(records.joined(separator: ","))]",
      "[\n\(records.joined(separator: ",\n").replacing(",\"", with: ",\n  \""))\n]\n",
      records.joined(separator: " ").replacing("{\"id", with: "{\n\"id"),
    ]
    var contents: [[String: Data]] = []
    for (number, layout) in layouts.enumerated() {
      let file = home.path(of: "input\(number)")
      try Data(layout.utf8).write(to: URL(fileURLWithPath: file))
      let archive = ArchiveFeed(try ArchiveInputs([file]))
      let recognized = try archive.recognizeSchema()
      let index = home.path(of: "index\(number)")
      let summary = try await BulkIndexer.run(
        DocumentInput(archive, mapping: recognized.mapping), into: index,
        schema: recognized.schema)
      #expect(summary.documents == 3_000, "layout \(number)")
      var files: [String: Data] = [:]
      for name in try FileManager.default.contentsOfDirectory(atPath: index) {
        files[name] = try Data(contentsOf: URL(fileURLWithPath: "\(index)/\(name)"))
      }
      contents.append(files)
    }
    for (number, files) in contents.enumerated() {
      #expect(files.count > 5 && files == contents[0], "layout \(number)")
    }
  }
}
