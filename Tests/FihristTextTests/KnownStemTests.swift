import Testing

@testable import FihristText

@Suite struct KnownStemTests {
  @Test func `each form is of one word, folded, and short enough to be looked up`() {
    var words: [String: String] = [:]
    for row in KnownStems.rows {
      for text in [row.form, row.word] {
        #expect(text.unicodeScalars.count <= ShortWord.maximumCount, "\(text)")
        #expect(ShortWord(text).string == text, "\(text)")
      }
      #expect(
        words.updateValue(row.word, forKey: row.form) ?? row.word == row.word,
        "\(row.form) is a form of \(row.word) and of another word")
    }
  }

  @Test func `a form has the stem of its word, which is its own stem`() {
    for row in KnownStems.rows {
      let stem = levels(row.word)[1]
      #expect(levels(row.form)[1] == stem, "\(row.form) \(row.word)")
      #expect(levels(stem)[1] == stem, "\(row.word)")
    }
  }

  @Test func `a form keeps its stem behind the article and before an ending`() {
    for row in KnownStems.rows where !row.form.hasSuffix("ت") && !row.form.hasPrefix("ال") {
      #expect(levels("ال" + row.form)[1] == levels(row.word)[1], "\(row.form)")
    }
    for (word, stem) in [
      ("وزرائهم", "وزير"), ("عملياتها", "عمليه"), ("رعايته", "رعايه"), ("بايامنا", "يوم"),
      ("وللحقوق", "حق"), ("الامريكيين", "امريكا"),
    ] {
      #expect(levels(word)[1] == stem, "\(word)")
    }
  }
}
