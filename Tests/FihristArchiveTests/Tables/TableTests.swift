import FihristIndexing
import FihristTestSupport
import Testing

@testable import FihristArchive

@Suite struct TableTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Three rows as Python's module `csv` writes them with each delimiter.
  private static let written = [
    "المعرّف,العنوان,النص,التاريخ,الوسوم\r\n"
      + "7,عودة القطار، أخيراً,\"وصل \"\"القطار\"\" الأول.\nثم غادر.\",2024-05-18,نقل\r\n"
      + "8,موسم التمور,\"سعر الكيلو 3,5 ريال; أو أكثر | أقل\",18/05/2024,\r\n"
      + "9,سطر\tفيه جدولة,نص,2024-05-19,x\r\n",
    "المعرّف;العنوان;النص;التاريخ;الوسوم\r\n"
      + "7;عودة القطار، أخيراً;\"وصل \"\"القطار\"\" الأول.\nثم غادر.\";2024-05-18;نقل\r\n"
      + "8;موسم التمور;\"سعر الكيلو 3,5 ريال; أو أكثر | أقل\";18/05/2024;\r\n"
      + "9;سطر\tفيه جدولة;نص;2024-05-19;x\r\n",
    "المعرّف\tالعنوان\tالنص\tالتاريخ\tالوسوم\r\n"
      + "7\tعودة القطار، أخيراً\t\"وصل \"\"القطار\"\" الأول.\nثم غادر.\"\t2024-05-18\tنقل\r\n"
      + "8\tموسم التمور\tسعر الكيلو 3,5 ريال; أو أكثر | أقل\t18/05/2024\t\r\n"
      + "9\t\"سطر\tفيه جدولة\"\tنص\t2024-05-19\tx\r\n",
    "المعرّف|العنوان|النص|التاريخ|الوسوم\r\n"
      + "7|عودة القطار، أخيراً|\"وصل \"\"القطار\"\" الأول.\nثم غادر.\"|2024-05-18|نقل\r\n"
      + "8|موسم التمور|\"سعر الكيلو 3,5 ريال; أو أكثر | أقل\"|18/05/2024|\r\n"
      + "9|سطر\tفيه جدولة|نص|2024-05-19|x\r\n",
  ]

  private func read(
    _ name: String, _ text: String, format: InputFormat = .auto,
    limit: Int = ArchiveOptions.defaultLineLimit
  ) throws -> (documents: [ReadDocument], report: InputReport) {
    try ReadDocument.read(
      [try folder.write(name, text)], format: format, lineLimit: limit)
  }

  private func said(_ report: InputReport) -> [String] {
    report.samples.map { $0.description.replacing(folder.path + "/", with: "") }
  }

  @Test(arguments: written)
  func `what Python writes is read, with any delimiter and Arabic names`(_ text: String) throws {
    // Whatever the file is called, its names of columns show what it is.
    for name in ["a.csv", "a.txt", "a"] {
      let (documents, report) = try read(name, text)
      #expect(report.isEmpty, "\(said(report))")
      #expect(documents.map(\.key) == ["7", "8", "9"])
      #expect(
        documents[0].values == [
          "title": "عودة القطار، أخيراً", "body": "وصل \"القطار\" الأول.\nثم غادر.",
          "date": "2024-05-18", "tags": "نقل",
        ])
      #expect(documents[1].values["date"] == "2024-05-18")
      #expect(documents[1].values["body"] == "سعر الكيلو 3,5 ريال; أو أكثر | أقل")
      #expect(documents[2].values["title"] == "سطر\tفيه جدولة")
    }
  }

  // MARK: The naive reading, letter by letter

  /// The cells of `text`, read one letter at a time; nil if the rules are broken.
  private func naiveRows(_ text: String) -> [[String]]? {
    var rows: [[String]] = []
    var row: [String] = []
    var cell = ""
    var (isQuoted, isClosed) = (false, false)
    func endRow() {
      row.append(cell)
      if row != [""] || isClosed { rows.append(row) }
      (row, cell, isClosed) = ([], "", false)
    }
    let letters = Array(text.unicodeScalars)
    var index = 0
    while index < letters.count {
      let letter = letters[index]
      index += 1
      if isQuoted {
        if letter != "\"" {
          cell.unicodeScalars.append(letter)
        } else if index < letters.count, letters[index] == "\"" {
          cell += "\""
          index += 1
        } else {
          (isQuoted, isClosed) = (false, true)
        }
      } else if letter == "," {
        row.append(cell)
        (cell, isClosed) = ("", false)
      } else if letter == "\n" {
        endRow()
      } else if isClosed {
        return nil
      } else if letter == "\"", cell.isEmpty {
        isQuoted = true
      } else {
        cell.unicodeScalars.append(letter)
      }
    }
    if isQuoted { return nil }
    if !row.isEmpty || !cell.isEmpty || isClosed { endRow() }
    return rows
  }

  @Test func `names of columns keep vowel marks behind blanks`() {
    let bytes = Array("id, \u{64E}كتب \u{64F}, نص \r\n1,2,3\r\n".utf8)
    let form = withView(bytes) { TableForm($0, isWhole: true) }
    let names = form.columns.map { Array($0.unicodeScalars) }
    #expect(names == ["id", "\u{64E}كتب \u{64F}", "نص"].map { Array($0.unicodeScalars) })
  }

  private func rows(_ text: String) -> [[String]]? {
    withView(Array(text.utf8)) { bytes in
      var form = withView(Array("a,b\n".utf8)) { TableForm($0, isWhole: true) }
      form.hasHeader = false
      var scanner = RowScanner(form)
      var rows: [[String]] = []
      while case .record(let record) = scanner.next(bytes, isWhole: true) {
        var cursor = RowCursor(bytes, record.range, delimiter: UInt8(ascii: ","))
        var row: [String] = []
        while true {
          let cell = cursor.next()
          if cell.turn == .broken || cell.turn == .open { return nil }
          let text = bytes.string(cell.range)
          row.append(cell.hasDoubledQuotes ? text.replacing("\"\"", with: "\"") : text)
          if cell.turn != .cell { break }
        }
        rows.append(row)
      }
      return rows
    }
  }

  @Test func `random tables are read as letter by letter`() {
    var random = SeededGenerator(seed: 18)
    let pieces = ["\"", "\"\"", ",", "\n", "كلمة", "a", "طويلة جدا بحيث تتجاوز ثمانية", " "]
    for _ in 0..<20_000 {
      let count = Int.random(in: 0..<14, using: &random)
      let text = (0..<count).map { _ in
        pieces[Int.random(in: 0..<pieces.count, using: &random)]
      }.joined()
      #expect(rows(text) == naiveRows(text), "\(text.debugDescription)")
    }
  }

  @Test func `pieces of any length give the same rows`() {
    let bytes = Array(Self.written[0].utf8) + Array("\n\n10,\"open\n11,x\n".utf8)
    let form = withView(bytes) { TableForm($0, isWhole: true) }
    func found(_ size: Int) -> [ScannedRecord] {
      var scanner = RowScanner(form)
      var found: [ScannedRecord] = []
      var (start, end) = (0, 0)
      while end < bytes.count {
        end = min(end + size, bytes.count)
        withView(Array(bytes[start..<end])) { view in
          while case .record(var record) = scanner.next(view, isWhole: end == bytes.count) {
            record.range = start + record.range.lowerBound..<start + record.range.upperBound
            found.append(record)
          }
        }
        start += scanner.index
        scanner.discard()
      }
      return found
    }
    let whole = found(bytes.count)
    #expect(whole.map(\.line) == [2, 4, 5, 8, 9])
    for size in 1...40 { #expect(found(size) == whole, "\(size)") }
  }

  // MARK: Damage

  @Test func `a broken row is reported with line and column, and the next line is read`() throws {
    let text = """
      id,title,content
      1,أول,نص
      2,"قال "نعم" ثم",نص
      3,"لم يغلق,نص
      4,رابع,نص,زائد
      5,خامس
      6,"سادس",نص,,
      """
    let (documents, report) = try read("a.csv", text)
    #expect(documents.map(\.key) == ["1", "5", "6"])
    #expect(
      said(report) == [
        "a.csv:3: record 2: column 3: a delimiter or a line end is missing after a quoted cell",
        "a.csv:4: record 3: column 3: a quotation mark starts a cell, and none ends it",
        "a.csv:5: record 4: the row has 4 cells or more, and there are 3 columns",
      ])
  }

  @Test func `a row beyond the limit is left out with its line`() throws {
    let long = String(repeating: "x", count: 3 << 20)
    let text = "id,title\n1,أول\n2,\(long)\n3,ثالث\n"
    let (documents, report) = try read("a.csv", text, limit: 1 << 16)
    #expect(documents.map(\.key) == ["1", "3"])
    #expect(report.counts == [.tooLarge: 1])
    #expect(report.samples[0].line == 3)
  }

  // MARK: Names and keys

  @Test func `rows without a key are numbered, and columns without names too`() throws {
    let named = try read("a.csv", "title,content\nأول,نص\nثان,نص\n")
    #expect(named.documents.map(\.key) == ["a.csv:1", "a.csv:2"])
    let path = try folder.write("b.csv", "1,\"نص أول\"\n2,\"نص ثان\"\n")
    #expect(throws: ArchiveError.self) { try ReadDocument.read([path]) }
    var feed = ArchiveFeed(try ArchiveInputs([path]))
    let chosen = try feed.recognizeSchema(SchemaOverrides(key: "1", body: "2"))
    feed.mapping = chosen.mapping
    var (batch, report) = (DocumentBatch(), InputReport())
    while let chunk = try feed.nextChunk() {
      try ArchiveFeed.parse(chunk, schema: chosen.schema, into: &batch, report: &report)
    }
    let documents = ReadDocument.all(batch, chosen.schema)
    #expect(documents.map(\.key) == ["1", "2"])
    #expect(documents.map(\.values) == [["body": "نص أول"], ["body": "نص ثان"]])
  }

  @Test func `prose with commas is an article, unless the user says otherwise`() throws {
    let prose = "عنوان, وفيه فاصلة\nنص, وفيه فاصلة\nوآخر, كذلك\n"
    #expect(try read("a.txt", prose).documents.map(\.key) == ["a.txt"])
    let table = try ReadDocument.read(
      [try folder.write("b.txt", "title,id\nأ,1\n")], format: .csv)
    #expect(table.documents.map(\.key) == ["1"])
  }

  @Test func `a table in another encoding, packed, in a folder with JSON`() throws {
    try folder.write("d/a.jsonl", #"{"id":"j","title":"عنوان"}"#)
    try folder.write("d/b.csv.gz", Packing.gzip(Array("id,title\r\nc,\"عنوان\"\r\n".utf8)))
    let utf16 = "\u{FEFF}id\ttitle\r\nt\tعنوان\r\n".utf16.flatMap {
      [UInt8($0 & 0xFF), UInt8($0 >> 8)]
    }
    try folder.write("d/c.tsv", utf16)
    let (documents, report) = try ReadDocument.read([folder.path + "/d"])
    #expect(documents.map(\.key) == ["j", "c", "t"])
    #expect(Set(documents.map(\.values)) == [["title": "عنوان"]])
    #expect(report.counts == [.encoding: 1])
  }

  @Test func `rows may end with carriage returns alone`() throws {
    let head = "id,title,content\r"
    let rows = (1...60).map { "\($0),ع\($0),\"نص, \"\"\($0)\"\"\"\r" }.joined()
    for name in ["a.csv", "a.txt"] {
      let (documents, report) = try read(name, head + rows + "61,x\r\r62,\"y\"z\r63,ع,نص")
      #expect(documents.map(\.key) == (1...63).filter { $0 != 62 }.map(String.init))
      #expect(documents[0].values == ["title": "ع1", "body": "نص, \"1\""])
      #expect(
        said(report) == [
          "\(name):64: record 62: column 4: "
            + "a delimiter or a line end is missing after a quoted cell"
        ])
    }
    let (few, report) = try read("b.csv", head + "1,ع1,نص1\r")
    #expect(few == [ReadDocument(key: "1", values: ["title": "ع1", "body": "نص1"])])
    #expect(report.isEmpty)
  }
}
