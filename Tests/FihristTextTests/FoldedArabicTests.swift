import Testing

@testable import FihristText

/// Folding the bytes of an Arabic word against the rules for words of all scripts.
@Suite struct FoldedArabicTests {
  @Test func `folding bytes is folding letters`() {
    for word in ["أسعار", "إيران", "الكُتّاب", "مسؤول", "على", "مدرسة", "ـمد", "پژوهش"] {
      #expect(folded(word) == slowly(word), "\(word)")
    }
    // Every letter and mark behind another letter.
    for value in UInt32(0x600)...0x6FF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let word = "ب\(scalar)"
      let isArabic = Analyzer.isArabic(scalar)
      #expect(folded(word) == (isArabic ? slowly(word) : nil), "\(value)")
    }
    for word in ["x", "بx", "بЖ", "می\u{200C}شود", "ﻻ"] { #expect(folded(word) == nil, "\(word)") }
  }

  private func folded(_ word: String) -> String? {
    var word = word
    return word.withUTF8 { bytes in
      unsafe Analyzer.arabic.withFoldedArabic(bytes) { unsafe String(decoding: $0, as: UTF8.self) }
    }
  }

  /// The folded letters by the rules for all scripts: those of the word and a Latin letter,
  /// which is cut off.
  private func slowly(_ word: String) -> String {
    String(Analyzer.arabic.foldedLetters(of: word + "x").dropLast())
  }
}
