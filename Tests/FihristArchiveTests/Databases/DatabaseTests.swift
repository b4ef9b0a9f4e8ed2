import FihristIndexing
import FihristSQLite
import FihristTestSupport
import Foundation
import Testing

@testable import FihristArchive

@Suite struct DatabaseTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func read(
    _ path: String, table: String? = nil, query: String? = nil
  ) throws -> (documents: [ReadDocument], report: InputReport) {
    var options = ArchiveOptions()
    options.readDatabases(table: table, query: query)
    return try ReadDocument.read([path], options: options)
  }

  private func error(
    _ bytes: [UInt8], table: String? = nil, query: String? = nil
  ) throws -> ArchiveError? {
    let path = try folder.write("a.db", bytes)
    return #expect(throws: ArchiveError.self) { try read(path, table: table, query: query) }
  }

  @Test func `the rows of the only table are read`() throws {
    let (documents, report) = try read(folder.write("a.db", DatabaseSpecimens.one))
    #expect(documents.map(\.key) == ["1", "2"])
    #expect(
      documents.map(\.values) == [
        ["title": "افتتاح الجسر", "body": "قال \"نعم\", ثم\nمضى", "date": "2024-05-18"],
        ["title": "موسم التمور"],
      ])
    #expect(report.isEmpty)
  }

  @Test func `of several tables one must be named`() throws {
    let path = try folder.write("two.db", DatabaseSpecimens.two)
    let error = try error(DatabaseSpecimens.two)
    #expect(error?.reason == "it has 2 tables: \"other\", \"أخبار\"")
    #expect(error?.advice.contains("--table") == true)
    #expect(try read(path, table: "أخبار").documents.count == 2)
    #expect(try read(path, table: "v").documents.map(\.key) == ["2"])
    let rows = try read(
      path, query: "SELECT title, 'ر' || id AS id FROM \"أخبار\" ORDER BY id DESC;")
    #expect(rows.documents.map(\.key) == ["ر2", "ر1"])
    let none = try self.error(DatabaseSpecimens.two, table: "x")
    #expect(none?.reason.hasPrefix("it has no table \"x\"") == true)
  }

  @Test(arguments: [
    "DELETE FROM \"أخبار\"", "SELECT 1; SELECT 2", "PRAGMA journal_mode", "",
    "ATTACH '/tmp/x.db' AS x", "SELECT load_extension('x')", "SELEC 1", "VACUUM INTO '/tmp/y.db'",
    "CREATE TEMP TABLE t (x)",
  ])
  func `a query that does more than read is refused`(query: String) throws {
    let error = try error(DatabaseSpecimens.one, query: query)
    #expect(error?.kind == .unsupported)
    #expect(error?.advice.isEmpty == false)
  }

  @Test func `nothing is written, also beside the database`() throws {
    let path = try folder.write("d/a.db", DatabaseSpecimens.one)
    _ = try read(path)
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data(DatabaseSpecimens.one))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/d") == ["a.db"])
    _ = try folder.write("d/a.db-wal", [1, 2, 3])
    let error = #expect(throws: ArchiveError.self) { try read(path) }
    #expect(error?.reason.contains("a.db-wal") == true)
  }

  @Test func `names of files may hold any sign`() throws {
    for name in ["a?b#c%41 \"خبر\".db", "x&mode=rwc.db"] {
      #expect(try read(folder.write(name, DatabaseSpecimens.one)).documents.count == 2)
    }
  }

  @Test func `a damaged database gives what came before, or is refused`() throws {
    let bytes = DatabaseSpecimens.one
    for index in stride(from: 16, to: bytes.count, by: 13) {
      var flipped = bytes
      flipped[index] ^= 0x41
      let path = try folder.write("f.db", flipped)
      do {
        let (documents, _) = try read(path)
        #expect(documents.count <= 2)
      } catch let error as ArchiveError {
        #expect(!error.advice.isEmpty)
      }
      let cut = try folder.write("c.db", Array(bytes[..<index]))
      _ = try? read(cut)
    }
  }

  @Test func `without a reader, or in another file, a database is refused with advice`() throws {
    let path = try folder.write("a.db", DatabaseSpecimens.one)
    let plain = #expect(throws: ArchiveError.self) { try ReadDocument.read([path]) }
    #expect(plain?.kind == .unsupported)
    let packed = try folder.write("a.db.gz", Packing.gzip(DatabaseSpecimens.one))
    let error = #expect(throws: ArchiveError.self) { try read(packed) }
    #expect(error?.advice.contains("file of its own") == true)
  }

  @Test func `Parquet and Arrow name what reads them`() throws {
    for (name, mark) in [("a.parquet", "PAR1"), ("a.arrow", "ARROW1\0\0")] {
      let path = try folder.write(name, mark + String(repeating: "x", count: 300))
      let error = #expect(throws: ArchiveError.self) { try ReadDocument.read([path]) }
      #expect(error?.advice.contains("pyarrow") == true)
    }
  }
}
