import FihristArchive
import FihristFormat
import FihristIndexing
import FihristSQLite
import FihristTestSupport
import FihristUnpacking

/// A file of an archive: the first byte chooses how it is read.
final class ArchiveBody: FuzzBody {
  /// What the files are.
  enum Kind {
    /// Text: records, tables, pages, articles; and any of these compressed.
    case text
    /// Archives of files, and compressions that libarchive reads.
    case packed
    /// Messages.
    case mail
    /// Books, and documents of word processors.
    case zippedDocument
    /// Databases.
    case database

    /// The formats that the first byte chooses from.
    fileprivate var formats: [InputFormat] {
      switch self {
      case .text: [.auto, .jsonLines, .text, .json, .csv, .html, .xml, .warc, .markdown]
      case .packed: [.auto, .text]
      case .mail: [.mail, .auto]
      case .zippedDocument: [.epub, .docx, .auto]
      case .database: [.auto]
      }
    }
  }

  private let home: TemporaryDirectory
  private let kind: Kind

  init(_ kind: Kind) throws {
    self.kind = kind
    home = try TemporaryDirectory()
  }

  var seeds: [[UInt8]] {
    switch kind {
    case .text: Self.texts
    case .packed: FileSeeds.packed
    case .mail: FileSeeds.mail
    case .zippedDocument: FileSeeds.zippedDocuments
    case .database: [[0] + FileSeeds.database]
    }
  }

  func run(_ bytes: [UInt8]) {
    guard let first = bytes.first else { return }
    do {
      try home.write(Array(bytes.dropFirst()), to: "input")
      let formats = kind.formats
      try read(formats[Int(first & 0x7F) % formats.count], isStrict: first & 0x80 != 0)
    } catch is ArchiveError {
      return
    } catch {
      preconditionFailure("\(error)")
    }
  }

  private func read(_ format: InputFormat, isStrict: Bool) throws {
    var options = ArchiveOptions(isStrict: isStrict)
    if kind == .packed { options.unpackArchives() }
    if kind == .database { options.readDatabases() }
    var feed = ArchiveFeed(
      try ArchiveInputs([home.path(of: "input")], format: format), options: options)
    let recognized = try? feed.recognizeSchema()
    if let recognized {
      feed.mapping = recognized.mapping
      // What is recognized in each file anew is not remembered.
      let json = recognized.mapping.json
      precondition(RecordMapping(json: json)?.json == json)
    }
    let schema = recognized?.schema ?? .article
    var report = InputReport()
    while let chunk = try feed.nextChunk() {
      var batch = DocumentBatch()
      try ArchiveFeed.parse(chunk, schema: schema, into: &batch, report: &report)
      for document in 0..<batch.count {
        for value in batch.values(of: document) {
          precondition(schema.fields.indices.contains(value.field))
          let text = batch.bytes(in: value.text)
          precondition(String(validating: text, as: UTF8.self) != nil, "a text is not UTF-8")
        }
      }
    }
  }
}

extension ArchiveBody {
  /// Seeds of text.
  private static var texts: [[UInt8]] {
    let record = #"""
      {"id":"7","title":"عنوان \u0627\ud83d\ude00","content":"نص\nآخر","date":"١٨ أيار ٢٠٢٤",\#
      "tags":["a",1,null]}
      {"id":{"$oid":"66"},"title":{"rendered":"عنوان"},"content":{"rendered":"نص"},\#
      "date":{"$date":{"$numberLong":"1716000000000"}}}
      {"id":8,"title":"","content":"x","date":"2024-05-18T10:00:00Z","n":{"a":[true,-1.5e3]}}
      """#
    let page = """
      محادثات في مسقط
      المصدر: وكالة
      تاريخ النشر: الأحد 18 مايو/أيار 2024 الموافق 10 ذو القعدة 1445
      بدأت المحادثات.
      إقرأ أيضاً: خبر آخر
      """
    let gzip: [UInt8] = [
      0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0x4B, 4, 0, 0x43, 0xBE, 0xB7, 0xE8, 1, 0, 0, 0,
    ]
    let zstd: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0x20, 1, 9, 0, 0, 0x61]
    let spread = #"[{"id": 1, "title": "عنوان"},{"id": "2""#
    let table = "id,title,\"النص\"\r\n1,\"a \"\"b\"\"\",نص\r\n2,\"open\n3;x\t|,,,,\n"
    let html = """
      <!DOCTYPE html><html lang=ar><meta charset=cp1256><title>ع &amp; &#1593;</title>
      <script type="application/ld+json">{"@type":"NewsArticle","headline":"ع"}</script>
      <nav><a href='x'>ق</a></nav><article class="a b"><p>نص<br>آخر</p><!-- x --></article>
      """
    let feed = """
      <rss><item><title>ع</title><guid>1</guid><content:encoded><![CDATA[<p>ن</p>]]>\
      </content:encoded></item></rss>
      """
    let wiki = """
      <mediawiki><page><title>ع</title><ns>0</ns><text>{{a|{{b}}}} '''n''' [[x|y]] {| |} \
      [[تصنيف:z]]&lt;ref&gt;r&lt;/ref&gt;</text></page></mediawiki>
      """
    let crawl = """
      WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://x\r\nContent-Length: 76\r\n\r\n\
      HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<title>ع</title>\r\n\r\n\
      WARC/1.0\r\nWARC-Type: conversion\r\nContent-Length: 5\r\n\r\na\nb\nc\r\n\r\n
      """
    let markdown = """
      ---
      title: "ع"
      tags: [a, 'b']
      ---
      # ع *x*
      - [a](b) ![c](d) `e` <f> \\* | &amp;
      """
    return [
      [8] + Array(markdown.utf8), [0] + Array(markdown.utf8),
      [3] + Array(spread.utf8), [4] + Array(table.utf8), [5] + Array(html.utf8),
      [6] + Array(feed.utf8), [6] + Array(wiki.utf8), [7] + Array(crawl.utf8),
      [0] + Array(table.utf8), [0] + Array(html.utf8), [0] + Array(crawl.utf8),
      [1] + Array(record.utf8), [0] + Array(record.utf8), [2] + Array(page.utf8), [2] + gzip,
      [1] + zstd, [2, 0xC7, 0xE1, 0xDF, 0xCA, 0xC7, 0xC8], [2, 0xFF, 0xFE, 0x27, 0x06, 0x0A, 0],
    ]
  }
}
