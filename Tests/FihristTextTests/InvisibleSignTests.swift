import FihristText
import Testing

/// What signs without a shape of their own do between the letters of مجلس and الأمن.
@Suite struct InvisibleSignTests {
  private static let archive = [Analyzer.arabic, .light10, .exact]

  private func words(_ sign: UInt32, _ analyzer: Analyzer) -> Int {
    let scalar = Unicode.Scalar(sign).map(String.init) ?? ""
    return analyzer.tokens(in: "مجلس\(scalar)الأمن").count
  }

  @Test(arguments: [
    0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000, 0x2003, 0x2009, 0x200A, 0x200B,
    0x2028, 0x2029, 0x202F, 0x205F, 0x2800, 0x3000, 0xFFF9, 0xFFFA, 0xFFFB, 0xFFFC, 0xFFFD, 0x00,
    0x1B,
  ])
  func `spaces, line ends and the zero-width space separate words`(_ sign: UInt32) {
    for analyzer in Self.archive { #expect(words(sign, analyzer) == 2, "\(analyzer.name)") }
  }

  @Test(arguments: [
    0xAD, 0x034F, 0x061C, 0x180E, 0x200C, 0x200D, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D,
    0x202E, 0x2060, 0x2061, 0x2064, 0x2066, 0x2067, 0x2068, 0x2069, 0xFE0F, 0xFEFF, 0xE0001,
  ])
  func `joiners, marks of direction and the soft hyphen do not`(_ sign: UInt32) {
    for analyzer in Self.archive { #expect(words(sign, analyzer) == 1, "\(analyzer.name)") }
  }

  @Test func `the zero-width space separates Latin letters and digits too`() {
    #expect(Analyzer.arabic.tokens(in: "news\u{200B}paper 20\u{200B}24").count == 4)
    #expect(Analyzer.arabic.tokens(in: "\u{200B}مجلس\u{200B}").map(\.range) == [3..<11])
    #expect(Analyzer.arabic.tokens(in: "1\u{200B},000").count == 2)
  }

  @Test func `a query has the same boundaries, and no phrase comes of them`() {
    let words = Analyzer.arabic.queryWords(in: "مجلس\u{200B}الأمن")
    #expect(words.map(\.isJoinedToPrevious) == [false, false])
  }

  @Test func `lucene follows Annex 29, whitespace the property White_Space`() {
    #expect(words(0x200B, .lucene) == 2 && words(0x2060, .lucene) == 1)
    #expect(words(0x200B, .whitespace) == 1 && words(0x3000, .whitespace) == 2)
  }
}
