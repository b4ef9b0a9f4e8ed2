@testable import FihristArchive
import FihristTestSupport
import Testing

@Suite struct ArticleDateTests {
  @Test(arguments: [
    "2024-05-18", "2024-05-18 02:51:32", "2024-05-18T10:20:30+03:00", "2024-05-18T10:20:30.123Z",
    "2024/05/18", "2024.5.18", "20240518", "20240518102030", "18/05/2024", "18-5-2024",
    "18.05.2024", "05/18/2024", "١٨/٠٥/٢٠٢٤", "18th, May 2024 GMT", "May 18, 2024",
    "Sat, 18 May 2024 10:20:00 GMT", "Sat May 18 10:20:00 UTC 2024", "18 MAY 2024", "18-May-2024",
    "١٨ مايو ٢٠٢٤", "۱۸ مايو ۲۰۲۴", "18 أيار 2024", "السبت 18 أيار/مايو 2024", "18 ماي 2024",
    "السبت، 18 مايو 2024، 11:15 ص", "18 مَايُو 2024م", "18 ايار 2024 - 18:40 GMT",
    "الموافق 18 مايو 2024", "10 ذو القعدة 1445 هـ الموافق 18 مايو 2024",
    "18 مايو 2024 الموافق 10 ذو القعدة 1445", "\u{200F}18 مــايو 2024\u{200F}", " 18 May 2024 ",
    "10:20 PM, May 18th 2024", "2024-05-18 10:20:30 -0500", "18 May 2024 10:20 +0300",
    "18 May 2024 (10:20)", "2024 مايو 18", "18 من مايو لعام 2024",
  ])
  func `one day in many forms`(_ text: String) {
    #expect(ArticleDate(text)?.iso == "2024-05-18")
  }

  @Test func `every month in every naming`() {
    let names: [[String]] = [
      ["يناير", "كانون الثاني", "جانفي", "January", "Jan", "كانون ثاني"],
      ["فبراير", "شباط", "فيفري", "February", "feb"], ["مارس", "آذار", "اذار", "March"],
      ["أبريل", "إبريل", "ابريل", "نيسان", "أفريل", "April"], ["مايو", "أيار", "ماي", "May"],
      ["يونيو", "يونيه", "حزيران", "جوان", "June"],
      ["يوليو", "يوليه", "تموز", "جويلية", "يوليوز", "July"],
      ["أغسطس", "آب", "أوت", "غشت", "August"], ["سبتمبر", "أيلول", "شتنبر", "September", "Sept"],
      ["أكتوبر", "اكتوبر", "تشرين الأول", "تشرين أول", "October"],
      ["نوفمبر", "تشرين الثاني", "نونبر", "November"],
      ["ديسمبر", "كانون الأول", "دجنبر", "December", "Dec."],
    ]
    for (index, all) in names.enumerated() {
      for name in all {
        let date = ArticleDate("7 \(name) 1998")
        #expect(date.map { [$0.year, $0.month, $0.day] } == [1998, index + 1, 7], "\(name)")
      }
    }
  }

  @Test(arguments: [
    "", "3 غير معروف", "مايو 2024", "2024", "18 مايو", "30 شباط 2024", "2023-02-29",
    "29 فبراير 1900",
    "18/05/24", "31/11/2023", "13/13/2023", "00/01/2024", "10 ذو القعدة 1445", "كانون 2024 5",
    "18 مايو و19 يونيو 2024", "18 مايو 2024 في الساعة بعد الغروب", "1715990400", "2024-05-18-2",
    "99999999999999999999999999", "18 May 20245", "2024-05-18 خبر", "2024--05-18", "18//2024",
  ])
  func `what is no day, or says more, is not understood`(_ text: String) {
    #expect(ArticleDate(text) == nil)
  }

  @Test func `every day of the calendar and no other is accepted`() {
    var days = 0
    for year in [1900, 2000, 2023, 2024] {
      for month in 0...13 {
        for day in 0...32 where ArticleDate(year: year, month: month, day: day) != nil { days += 1 }
      }
    }
    #expect(days == 365 + 366 + 365 + 366)
    #expect(ArticleDate("29 شباط 2000")?.iso == "2000-02-29")
  }

  @Test func `where day and month are both possible the day comes first`() {
    #expect(ArticleDate("04/05/2024")?.iso == "2024-05-04")
    #expect(ArticleDate("12/25/2023")?.iso == "2023-12-25")
  }

  @Test func `random texts never trap`() {
    var generator = SeededGenerator(seed: 4)
    let parts = [
      "18", "2024", "٥", "/", "-", ":", ".", " ", "مايو", "كانون", "الثاني", "May", "T", "Z", "+",
      "الموافق",
      "20240518", "\u{640}", "é", "😀", "99999999999999999999",
    ]
    for _ in 0..<3_000 {
      let text = (0..<Int.random(in: 0..<9, using: &generator)).map { _ in
        parts.randomElement(using: &generator)!
      }.joined()
      if let date = ArticleDate(text) { #expect(date.iso.utf8.count == 10, "\(text)") }
    }
  }
}
