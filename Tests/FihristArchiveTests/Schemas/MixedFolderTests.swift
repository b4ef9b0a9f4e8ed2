import FihristFormat
import FihristIndexing
import Testing

@testable import FihristArchive

/// Folders of files whose members have different names.
@Suite struct MixedFolderTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let records = #"{"id":"j1","title":"عنوان","content":"نص"}"# + "\n"
  private static let others = #"{"key":"k1","headline":"عنوان","text":"نص"}"# + "\n"
  private static let rows = "title,content\nعنوان,نص\nعنوان,نص\n"

  private func read() throws -> [String: [String: String]] {
    let (documents, report) = try ReadDocument.read([folder.path])
    #expect(report.isEmpty, "\(report.samples)")
    return Dictionary(uniqueKeysWithValues: documents.map { ($0.key, $0.values) })
  }

  @Test func `each file has its own key, whichever comes first`() throws {
    let names = [["a.jsonl", "b.csv", "c.jsonl"], ["c.jsonl", "a.csv", "b.jsonl"]]
    for files in names {
      let home = try TemporaryFolder()
      try home.write(files[0], Self.records)
      try home.write(files[1], Self.rows)
      try home.write(files[2], Self.others)
      let (documents, report) = try ReadDocument.read([home.path])
      #expect(report.isEmpty, "\(report.samples)")
      #expect(
        Set(documents.map(\.key)) == ["j1", "k1", "\(files[1]):1", "\(files[1]):2"], "\(files)")
      #expect(documents.allSatisfy { $0.values == ["title": "عنوان", "body": "نص"] })
    }
  }

  @Test func `members are found in any spelling, file by file`() throws {
    try folder.write("a.jsonl", Self.records)
    try folder.write("b.csv", "ID,Title,Content\nr1,عنوان آخر,نص آخر\n")
    try folder.write("c.jsonl", #"{"id":"w1","Headline":{"main":"رأس"},"body":"متن"}"# + "\n")
    let documents = try read()
    #expect(documents["r1"] == ["title": "عنوان آخر", "body": "نص آخر"])
    #expect(documents["w1"] == ["title": "رأس", "body": "متن"])
  }

  @Test func `records of JSON without a key are refused beside tables too`() throws {
    try folder.write("a.csv", Self.rows)
    try folder.write("b.jsonl", #"{"title":"عنوان"}"# + "\n")
    let (documents, report) = try ReadDocument.read([folder.path])
    #expect(documents.map(\.key) == ["a.csv:1", "a.csv:2"])
    #expect(report.counts == [.key: 1])
  }

  @Test func `what is named holds for all files`() throws {
    try folder.write("a.jsonl", #"{"id":"1","nr":"n1","title":"ا","kopf":"ب"}"# + "\n")
    try folder.write("b.jsonl", #"{"id":"2","title":"ت","author":"ث"}"# + "\n")
    var feed = ArchiveFeed(try ArchiveInputs([folder.path]))
    var chosen = try feed.recognizeSchema(SchemaOverrides(key: "nr", title: "kopf"))
    chosen.mapping.name(["kopf"], for: "author")
    feed.mapping = chosen.mapping
    var keys: [String] = []
    while let chunk = try feed.nextChunk() {
      #expect(chunk.mapping.key == "nr" && chunk.mapping.members(of: "title") == ["kopf"])
      #expect(chunk.mapping.members(of: "author") == ["kopf"])
      keys.append(chunk.mapping.key)
    }
    #expect(keys.count == 2)
  }

  @Test func `an import that goes on reads each file as before`() throws {
    try folder.write("a.csv", Self.rows)
    try folder.write("b.jsonl", Self.records)
    let first = ArchiveFeed(try ArchiveInputs([folder.path]))
    let chosen = try first.recognizeSchema()
    let known = KnownSchema(schema: chosen.schema, inputMapping: chosen.mapping.json)
    let second = ArchiveFeed(try ArchiveInputs([folder.path]))
    #expect(try second.recognizeSchema(known: known, resumes: true).mapping == chosen.mapping)
  }
}
