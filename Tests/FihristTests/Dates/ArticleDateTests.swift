import Fihrist
import Testing

@Suite struct ArticleDateTests {
  @Test(arguments: [
    ("18th, May 2024 GMT", "2024-05-18", "1445-11-10", false),
    ("١٠ ذو القعدة ١٤٤٥", "2024-05-18", "1445-11-10", false),
    ("2024-05-18T10:20:30", "2024-05-18", "1445-11-10", false),
    ("1850-03-01", "1850-03-01", "1266-04-16", true),
  ]) func `a day has both calendars`(
    text: String, gregorian: String, hijri: String, isApproximate: Bool
  ) throws {
    let date = try #require(ArticleDate(text))
    #expect(date.gregorian?.text == gregorian && date.hijri?.text == hijri)
    #expect(date.isApproximate == isApproximate)
  }

  @Test func `months and years stay in their calendar`() throws {
    let month = try #require(ArticleDate("2015-07"))
    #expect(month.gregorian?.text == "2015-07" && month.gregorian?.day == nil)
    #expect(month.hijri == nil)
    let hijri = try #require(ArticleDate("1436-09"))
    #expect(hijri.hijri?.text == "1436-09" && hijri.gregorian == nil)
    let year = try #require(ArticleDate("2015"))
    #expect(year.gregorian?.text == "2015")
    #expect(year.seconds.contains(month.seconds.lowerBound))
    // Before 1970 seconds are negative.
    #expect(ArticleDate("1969-12")?.gregorian?.text == "1969-12")
    #expect(ArticleDate("1955")?.gregorian?.text == "1955")
  }

  @Test func `other texts are not dates`() {
    for text in ["", "غير معروف", "2015-13-01", "]["] { #expect(ArticleDate(text) == nil) }
  }
}
