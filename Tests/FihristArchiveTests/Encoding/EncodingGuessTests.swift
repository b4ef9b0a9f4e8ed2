import FihristIndexing
import FihristStorage
import Foundation
import Testing

@testable import FihristArchive

@Suite struct EncodingGuessTests {
  private static let text = """
    أعلنت الحكومة خطة لبناء سدود صغيرة في أعالي الأودية، للحد من أضرار الفيضانات وتخزين المياه.
    وقال المهندس إن الأولوية للأحواض التي جرفت سيولها الطرق والجسور في الشهر الماضي.
    """

  /// The letters of windows-1256 and of ISO-8859-6 from hamza on; 0 where the page has another.
  private static let windows: [Character: UInt8] = table(
    "ءآأؤإئابةتثجحخدذرزسشصض", from: 0xC1,
    more: [
      "ط": 0xD8, "ظ": 0xD9, "ع": 0xDA, "غ": 0xDB, "ف": 0xDD, "ق": 0xDE, "ك": 0xDF, "ل": 0xE1,
      "م": 0xE3, "ن": 0xE4, "ه": 0xE5, "و": 0xE6, "ى": 0xEC, "ي": 0xED, "،": 0xA1,
    ])
  private static let iso: [Character: UInt8] = table(
    "ءآأؤإئابةتثجحخدذرزسشصضطظعغ", from: 0xC1,
    more: [
      "ف": 0xE1, "ق": 0xE2, "ك": 0xE3, "ل": 0xE4, "م": 0xE5, "ن": 0xE6, "ه": 0xE7, "و": 0xE8,
      "ى": 0xE9, "ي": 0xEA, "،": 0xAC,
    ])

  private static func table(
    _ letters: String, from start: UInt8, more: [Character: UInt8]
  ) -> [Character: UInt8] {
    var table = more
    for (offset, letter) in letters.enumerated() { table[letter] = start + UInt8(offset) }
    return table
  }

  private static func encoded(_ page: [Character: UInt8]) -> [UInt8] {
    text.map { page[$0] ?? $0.asciiValue ?? UInt8(ascii: "?") }
  }

  private func guess(_ bytes: [UInt8]) -> TextEncoding {
    withView(bytes) { EncodingGuess($0, isWhole: true).encoding }
  }

  @Test func `each encoding is recognised by its letters`() throws {
    #expect(guess(Array(Self.text.utf8)) == .utf8)
    #expect(guess(Self.encoded(Self.windows)) == .windows1256)
    #expect(guess(Self.encoded(Self.iso)) == .iso8859Part6)
    let little = try #require(Self.text.data(using: .utf16LittleEndian))
    let big = try #require(Self.text.data(using: .utf16BigEndian))
    #expect(guess(Array(little)) == .utf16LittleEndian)
    #expect(guess(Array(big)) == .utf16BigEndian)
    #expect(guess([0xFF, 0xFE] + Array(little)) == .utf16LittleEndian)
    #expect(guess([0xFE, 0xFF] + Array(big)) == .utf16BigEndian)
    let french = Array("L'été où la forêt brûla ".utf8).map { $0 }
    #expect(guess(french) == .utf8)
    #expect(
      guess(try #require("été où forêt brûla".data(using: .isoLatin1)).map { $0 })
        == .otherSingleByte)
  }

  @Test func `a few broken bytes and a cut end are still UTF-8, and so is nothing at all`() {
    #expect(guess([]) == .utf8)
    #expect(guess(Array("plain".utf8)) == .utf8)
    var bytes = Array(Self.text.utf8)
    bytes[20] = 0xFF
    #expect(guess(bytes) == .utf8)
    let cut = withView([0xD8, 0xA7, 0xD8]) { EncodingGuess($0, isWhole: false).encoding }
    #expect(cut == .utf8)
  }

  @Test func `every code page is told apart from short texts too`() {
    for length in [20, 40, 80] {
      #expect(guess(Array(Self.encoded(Self.windows).prefix(length))) == .windows1256, "\(length)")
      #expect(guess(Array(Self.encoded(Self.iso).prefix(length))) == .iso8859Part6, "\(length)")
    }
  }

  @Test func `the error names the guess and the command that converts the file`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("old's news.txt", Self.encoded(Self.windows))
    let error = #expect(throws: ArchiveError.self) { try ReadDocument.read([path]) }
    #expect(error?.kind == .encoding(.windows1256))
    #expect(error?.description.contains("windows-1256") == true)
    let quoted = "'\(folder.path)/old'\\''s news.txt'"
    #expect(error?.advice.contains("iconv -f WINDOWS-1256 -t UTF-8 \(quoted) >") == true)
  }

  @Test func `in a folder such a file is reported and the others are read, unless strict`() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.txt", "عنوان\nنص")
    try folder.write("b.txt", Self.encoded(Self.iso))
    try folder.write("c.jsonl", Self.encoded(Self.windows))
    try folder.write("d.txt", "آخر\nنص")
    let (documents, report) = try ReadDocument.read([folder.path])
    #expect(documents.map(\.key) == ["a.txt", "d.txt"])
    #expect(report.counts == [.unreadable: 2])
    #expect(report.samples.map(\.file) == [folder.path + "/b.txt", folder.path + "/c.jsonl"])
    #expect(throws: ArchiveError.self) { try ReadDocument.read([folder.path], isStrict: true) }
  }
}
