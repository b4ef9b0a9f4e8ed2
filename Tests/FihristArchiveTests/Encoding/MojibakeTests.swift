import FihristIndexing
import FihristTestSupport
import Testing

@testable import FihristArchive

@Suite struct MojibakeTests {
  /// `text`, UTF-8 that was read in the code page `encoding`; the codes that windows-1252 does not
  /// use as ISO 8859-1 has them.
  private func misread(_ text: String, as encoding: TextEncoding) -> String {
    let scalars = text.utf8.map { byte -> Unicode.Scalar in
      guard byte >= 0x80 else { return Unicode.Scalar(byte) }
      let meant = encoding.codePage?[Int(byte) - 0x80] ?? 0xFFFD
      return meant == 0xFFFD ? Unicode.Scalar(byte) : Unicode.Scalar(meant) ?? "?"
    }
    return String(String.UnicodeScalarView(scalars))
  }

  private func repaired(_ text: String, pieces: Int = .max) -> (text: String, count: Int) {
    var repair = MojibakeRepair()
    let bytes = Array(text.utf8)
    var repaired: [UInt8] = []
    var start = 0
    while start < bytes.count {
      let end = pieces < bytes.count - start ? start + pieces : bytes.count
      repair.add(Array(bytes[start..<end]), isLast: end == bytes.count, to: &repaired)
      start = end
    }
    return (String(decoding: repaired, as: UTF8.self), repair.count)
  }

  @Test func `words that were read wrongly are repaired, in pieces of any length`() {
    let text = "عودة «القطار» و وصل، 12 Cairo ثم؟ لا."
    for encoding in [TextEncoding.windows1256, .windows1252] {
      let broken = misread(text, as: encoding)
      #expect(broken != text)
      for pieces in [1, 2, 3, 7, 1_000] {
        let result = repaired(broken, pieces: pieces)
        #expect(result.text == text, "\(encoding) \(pieces)")
        #expect(result.count > 4)
      }
    }
    // As Python's codecs misread it.
    #expect(repaired("آ«ط§ظپطھطھط§ط­ ط§ظ„ظ‚ط·ط§ط±آ»").text == "«افتتاح القطار»")
  }

  @Test func `text that was read rightly stays, also in the languages whose letters look alike`() {
    let texts = [
      EncodedTexts.text, "ظ، طک ع؟ غ؛ غ» ط… ظ– طˆ", "ده‌ها گل پژمرده؛ چه؟ کتاب‌ها",
      "ٹکٹ، ڈاک، بڑھیا",
      "Où est l’été « âgé » ? Ærø Ùn Øl ÅÄÖ", "قُرْآنٌ كَرِيمٌ", "😀 ½ × ÷ ‰", "Ø", "طظطظ ظط",
    ]
    for text in texts {
      let result = repaired(text)
      #expect(result.text == text)
      #expect(result.count == 0)
    }
  }

  @Test func `nothing is repaired unless it is asked for, and then it is counted`() throws {
    let folder = try TemporaryFolder()
    let line = #"{"id":"1","title":"\#(misread("عودة القطار", as: .windows1256))"}"#
    let path = try folder.write("a.jsonl", line)
    let before = try ReadDocument.read([path])
    #expect(before.documents[0].values["title"] == misread("عودة القطار", as: .windows1256))
    #expect(before.report.isEmpty)
    var options = ArchiveOptions()
    options.repairsMojibake = true
    let (documents, report) = try ReadDocument.read([path], options: options)
    #expect(documents[0].values["title"] == "عودة القطار")
    #expect(report.counts == [.encoding: 1])
    #expect(report.samples[0].message.hasSuffix("read as another encoding: 2"))
  }
}
