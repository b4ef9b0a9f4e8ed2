import FihristFormat
import FihristIndexing
import Foundation
import Testing

@testable import FihristArchive

@Suite struct SampleArchiveTests {
  private func archive() throws -> [String: [String: String]] {
    let (documents, report) = try ReadDocument.read([SampleArchive.folder + "/archive"])
    #expect(report.counts == [.value: 1])
    #expect(Set(documents.map(\.key)).count == documents.count)
    return Dictionary(uniqueKeysWithValues: documents.map { ($0.key, $0.values) })
  }

  @Test func `every article is read, every date but one is understood`() throws {
    let archive = try archive()
    #expect(archive.count == 63)
    let day = /\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?)?/
    let odd = archive.filter { $0.value["date"]?.wholeMatch(of: day) == nil }
    #expect(odd.map(\.key) == ["pages/2023/chess-girl.txt"])
    #expect(archive["sadim-0001"]?["date"] == "2024-05-18")
    #expect(archive["naw-0409"]?["date"] == "2024-05-25")
    #expect(archive["difaf-0307"]?["date"] == "1998-08-04")
    #expect(archive["difaf-0308"]?["body"] == "")
    #expect(archive["sanabil-0605"]?["body"]?.contains("\n") == true)
    #expect(archive.values.allSatisfy { $0["source"]?.isEmpty == false })
  }

  @Test func `pages keep the second article apart`() throws {
    let archive = try archive()
    let page = try #require(archive["pages/nuclear-talks-muscat.txt"])
    #expect(page["date"] == "2024-05-18")
    #expect(page["source"] == "أفق الخليج")
    #expect(page["related"]?.hasPrefix("بعثة تجارية") == true)
    #expect(page["body"]?.contains("صحار") == false)
    let strike = try #require(archive["pages/2024/port-strike.txt"])
    #expect(strike["author"] == "باسل رزق")
    #expect(strike["url"] == "https://difaf.example/2024/05/port-strike")
    #expect(archive.filter { $0.value["related"] != nil }.count == 6)
    #expect(archive["pages/english/library-night.txt"]?["author"] == "Maya Khoury")
    let festival = try #require(archive["pages/2024/dates-festival.txt"])
    #expect(festival["title"] == "مهرجان التمور يستقطب مزارعي خمس واحات")
  }

  @Test func `the schema in the file gives the same documents as the recognised one`() throws {
    let schema = try SchemaFile.load(SampleArchive.folder + "/article-schema.json")
    let folder = SampleArchive.folder + "/archive"
    let named = try ReadDocument.read([folder], schema: schema).documents
    #expect(Set(named) == Set(try ReadDocument.read([folder]).documents))
  }

  @Test func `judged answers name articles that exist, and topics that are asked`() throws {
    let keys = Set(try archive().keys)
    func rows(_ name: String) throws -> [[Substring]] {
      try String(contentsOfFile: SampleArchive.folder + "/" + name, encoding: .utf8)
        .split(separator: "\n").map { $0.split(whereSeparator: { "\t ".contains($0) }) }
    }
    let topics = Set(try rows("queries.tsv").map { $0[0] })
    #expect(topics.count == 26)
    for row in try rows("qrels.txt") {
      #expect(row.count == 4 && topics.contains(row[0]) && keys.contains(String(row[2])), "\(row)")
    }
  }

  @Test func `position and total tell the progress`() throws {
    let inputs = try ArchiveInputs([SampleArchive.folder + "/archive"])
    var feed = ArchiveFeed(inputs)
    _ = try feed.recognizeSchema()
    var last: UInt64 = 0
    while try feed.nextChunk() != nil {
      #expect(feed.inputBytes >= last)
      last = feed.inputBytes
    }
    #expect(last == feed.totalInputBytes)
    #expect(try ArchiveInputs(["-"]).byteCount == nil)
  }
}
