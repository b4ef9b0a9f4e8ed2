import FihristIndexing
import FihristStorage
import Foundation
import Testing

@testable import FihristArchive

@Suite struct EncodingGuessTests {
  private func guess(_ bytes: [UInt8], declared: TextEncoding? = nil) -> TextEncoding? {
    withView(bytes) { EncodingGuess($0, isWhole: true, declared: declared).encoding }
  }

  @Test func `each encoding is recognised by its bytes`() {
    for encoding in TextEncoding.allCases where encoding != .macArabic {
      let bytes = EncodedTexts.bytes(encoding)
      if !bytes.isEmpty { #expect(guess(bytes) == encoding, "\(encoding)") }
    }
    #expect(guess(Array(EncodedTexts.text.utf8)) == .utf8)
    // Its letters are those of ISO-8859-6; the line ends of its time tell it apart.
    let old = EncodedTexts.bytes(.macArabic).map { $0 == 10 ? 13 : $0 }
    #expect(guess(old) == .macArabic)
  }

  @Test func `cp864 is recognised by its shapes, and the order of its lines is reported`() throws {
    #expect(guess(EncodedTexts.shaped) == .cp864)
    #expect(guess(EncodedTexts.displayed) == .cp864)
    let folder = try TemporaryFolder()
    for (bytes, isTurned) in [(EncodedTexts.shaped, false), (EncodedTexts.displayed, true)] {
      let (documents, report) = try ReadDocument.read([folder.write("a.txt", bytes)])
      #expect(documents[0].values["title"] == "عودة القطار الى المدينة")
      #expect(report.counts == [.encoding: 1])
      #expect(report.samples[0].message.contains("order of display") == isTurned)
    }
  }

  @Test func `marks come before everything else`() {
    let marks: [(TextEncoding, [UInt8])] = [
      (.utf16LittleEndian, [0xFF, 0xFE]), (.utf16BigEndian, [0xFE, 0xFF]),
      (.utf32LittleEndian, [0xFF, 0xFE, 0, 0]), (.utf32BigEndian, [0, 0, 0xFE, 0xFF]),
    ]
    for (encoding, mark) in marks {
      #expect(guess(mark + EncodedTexts.bytes(encoding), declared: .windows1256) == encoding)
    }
    #expect(guess([0xEF, 0xBB, 0xBF] + EncodedTexts.bytes(.windows1256)) == .utf8)
  }

  @Test func `a declaration counts if nothing better is known`() {
    let french = "L'été où la forêt brûla".unicodeScalars.map { UInt8($0.value) }
    #expect(guess(french) == nil)
    #expect(guess(french, declared: .windows1252) == .windows1252)
    #expect(guess(Array("L'été où".utf8), declared: .windows1252) == .utf8)
    // Tools of Western make declare what is theirs, whatever the letters are.
    #expect(guess(EncodedTexts.bytes(.windows1256), declared: .windows1252) == .windows1256)
    #expect(guess(EncodedTexts.bytes(.iso8859Part6), declared: .macArabic) == .macArabic)
    #expect(guess(EncodedTexts.bytes(.windows1256), declared: .utf8) == .windows1256)
  }

  @Test func `pages and XML files say their encoding`() {
    func declared(_ text: String) -> TextEncoding? {
      withView(Array(text.utf8)) { DeclaredEncoding.find($0) }
    }
    #expect(declared("<?xml version='1.0' encoding = 'windows-1256'?>") == .windows1256)
    #expect(declared("<html><META CHARSET=cp1256>") == .windows1256)
    #expect(
      declared("<meta http-equiv=\"Content-Type\" content=\"text/html; charset=ISO-8859-6\">")
        == .iso8859Part6)
    #expect(declared("<p>charset=cp1256</p>") == nil)
    #expect(declared("<meta charset=") == nil)
    #expect(declared("<<<<") == nil)
  }

  @Test func `a few broken bytes and a cut end are still UTF-8, and so is nothing at all`() {
    #expect(guess([]) == .utf8)
    #expect(guess(Array("plain".utf8)) == .utf8)
    var bytes = Array(EncodedTexts.text.utf8)
    bytes[20] = 0xFF
    #expect(guess(bytes) == .utf8)
    let cut = withView([0xD8, 0xA7, 0xD8]) { EncodingGuess($0, isWhole: false).encoding }
    #expect(cut == .utf8)
  }

  @Test func `every code page is told apart from short texts too`() {
    for encoding in [TextEncoding.windows1256, .iso8859Part6, .cp720] {
      for length in [10, 20, 40, 80] {
        let start = Array(EncodedTexts.bytes(encoding).prefix(length))
        #expect(guess(start) == encoding, "\(encoding) \(length)")
      }
    }
  }

  @Test func `letters that are not Arabic are refused with advice`() throws {
    let folder = try TemporaryFolder()
    // "дорога в горы закрыта до весны" in KOI8-R; its letters are in the range of Arabic.
    let cyrillic: [UInt8] = [
      0xC4, 0xCF, 0xD2, 0xCF, 0xC7, 0xC1, 0x20, 0xD7, 0x20, 0xC7, 0xCF, 0xD2, 0xD9, 0x20, 0xDA,
      0xC1, 0xCB, 0xD2, 0xD9, 0xD4, 0xC1, 0x20, 0xC4, 0xCF, 0x20, 0xD7, 0xC5, 0xD3, 0xCE, 0xD9,
    ]
    let path = try folder.write("koi8.txt", cyrillic)
    let error = #expect(throws: ArchiveError.self) { try ReadDocument.read([path]) }
    #expect(error?.kind == .encoding)
    #expect(error?.advice.contains("--encoding") == true)
  }

  @Test func `files of every encoding give one article, and the report names the encoding`() throws
  {
    let folder = try TemporaryFolder()
    let encodings: [TextEncoding] = [
      .windows1256, .iso8859Part6, .utf16LittleEndian, .utf16BigEndian, .utf32LittleEndian,
    ]
    for encoding in encodings {
      try folder.write("\(encoding).txt", EncodedTexts.bytes(encoding))
    }
    try folder.write("plain.txt", "\u{FEFF}" + EncodedTexts.text.replacing("\n", with: "\r\n"))
    try folder.write("old.txt", EncodedTexts.text.replacing("\n", with: "\r"))
    let (documents, report) = try ReadDocument.read([folder.path])
    #expect(documents.count == encodings.count + 2)
    #expect(Set(documents.map(\.values)).count == 1)
    #expect(documents.first?.values["title"] == "عودة القطار إلى المدينة")
    #expect(report.counts == [.encoding: encodings.count])
    #expect(report.lostDocuments == 0)
    #expect(report.samples.contains { $0.message == "read as windows-1256, as its letters show" })
  }

  @Test func `JSON lines are converted piece by piece`() throws {
    let folder = try TemporaryFolder()
    let lines = (0..<20_000).map {
      #"{"id":"\#($0)","title":"عنوان \#($0)","content":"عاد القطار إلى المدينة"}"#
    }
    let page = Dictionary(
      zip(CodePageTable.windows1256, UInt8(0x80)...0xFF), uniquingKeysWith: { first, _ in first })
    let text = (lines.joined(separator: "\n") + "\n").unicodeScalars
    let bytes = text.map { $0.isASCII ? UInt8($0.value) : page[UInt16($0.value)] ?? 0x3F }
    let path = try folder.write("a.jsonl", bytes)
    let (documents, report) = try ReadDocument.read([path])
    #expect(documents.count == lines.count)
    #expect(documents.last?.values["title"] == "عنوان 19999")
    #expect(report.counts == [.encoding: 1])
  }

  @Test func `soft hyphens, NUL and page ends do not reach the text`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("a.txt", "عنو\u{AD}ان\u{0}\nص\u{AB}فحة\u{C}أخرى\r\n\r\nآخر")
    let (documents, _) = try ReadDocument.read([path])
    #expect(documents.first?.values["title"] == "عنوان")
    #expect(documents.first?.values["body"] == "ص\u{AB}فحة\nأخرى\n\nآخر")
  }
}
