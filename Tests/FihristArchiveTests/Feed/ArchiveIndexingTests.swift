import Fihrist
import FihristArchive
import FihristTestSupport
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
    #expect(RecordMapping(json: information.inputMapping) == recognized.mapping)

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
}
