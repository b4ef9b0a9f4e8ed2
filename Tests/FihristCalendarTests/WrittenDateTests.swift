@testable import FihristCalendar
import FihristTestSupport
import Testing

@Suite struct WrittenDateTests {
  @Test(arguments: [
    "2024-05-18", "2024-05-18 02:51:32", "2024-05-18T10:20:30+03:00", "2024-05-18T10:20:30.123Z",
    "2024/05/18", "2024.5.18", "20240518", "20240518102030", "202405181020", "18/05/2024",
    "18-5-2024", "18.05.2024", "05/18/2024", "١٨/٠٥/٢٠٢٤", "18th, May 2024 GMT", "May 18, 2024",
    "Sat, 18 May 2024 10:20:00 GMT", "Sat May 18 10:20:00 UTC 2024", "18 MAY 2024", "18-May-2024",
    "١٨ مايو ٢٠٢٤", "۱۸ مايو ۲۰۲۴", "18 أيار 2024", "السبت 18 أيار/مايو 2024", "18 ماي 2024",
    "السبت، 18 مايو 2024، 11:15 ص", "18 مَايُو 2024م", "18 ايار 2024 - 18:40 GMT",
    "الموافق 18 مايو 2024", "\u{200F}18 مــايو 2024\u{200F}", " 18 May 2024 ",
    "10:20 PM, May 18th 2024", "2024-05-18 10:20:30 -0500", "18 May 2024 10:20 +0300",
    "18 May 2024 (10:20)", "2024 مايو 18", "18 من مايو لعام 2024", "18 مايو 2024 ميلادي",
    "السبت الموافق 18 مايو 2024", "18/5/2024 الموافق 2024-05-18",
    "1715990400", "1715990400.25", "1715990400000", "1716076799", "1716076799999",
  ])
  func `one Gregorian day in many forms`(_ text: String) {
    let date = WrittenDate(text)
    #expect(date?.gregorian?.iso == "2024-05-18")
    #expect(date?.hijri == nil)
    let kept = DateNormalizer.kept(text)
    #expect(kept.hasPrefix("2024-05-18") && (kept.utf8.count > 10) == Self.hasTime(text))
    #expect(kept.utf8.count == 10 || WrittenDate(kept)?.span == date?.span, "\(kept)")
  }

  /// Whether a text has a time other than midnight.
  private static func hasTime(_ text: String) -> Bool {
    text.contains(":")
      || ["20240518102030", "202405181020", "1716076799", "1716076799999"].contains(text)
  }

  @Test(arguments: [
    ("2024-05-18T10:20:30.123+03:00", "2024-05-18T10:20:30"),
    ("Sat, 18 May 2024 10:20:00 GMT", "2024-05-18T10:20:00"),
    ("10:20 PM, May 18th 2024", "2024-05-18T22:20"), ("2024-05-18T10", "2024-05-18T10:00"),
    ("18 مايو 2024 الموافق 10 ذو القعدة 1445 - 6:05 مساء", "2024-05-18T18:05"),
    ("2024-05-18T00:00:00Z", "2024-05-18"), ("1716027630", "2024-05-18T10:20:30"),
    ("20240518102030", "2024-05-18T10:20:30"), ("٢٠٢٤٠٥١٨١٠٢٠٣٠", "2024-05-18T10:20:30"),
    ("٢٠٢٤٠٥١٨١٠٢٠", "2024-05-18T10:20"), ("السبت 202405181020", "2024-05-18T10:20"),
    ("٢٠٢٤٠٥١٨", "2024-05-18"), ("٢٠٢٤١٣١٨١٠٢٠", "٢٠٢٤١٣١٨١٠٢٠"),
    ("20240518235959", "2024-05-18T23:59:59"), ("20240518250000", "2024-05-18"),
    ("20240518102030 11:20", "2024-05-18"), ("20240518000000", "2024-05-18"),
    ("18/05/2024 10:20 KSA", "2024-05-18T10:20"), ("18 May 2024 10:20 PKT", "2024-05-18T10:20"),
    ("18/05/2024 10:20 CET", "2024-05-18T10:20"), ("18 May 2024 KSA", "18 May 2024 KSA"),
    ("18/05/2024 10:20 XYZ", "18/05/2024 10:20 XYZ"),
    ("2015-07", "2015-07"), ("1445-11-10T10:20", "1445-11-10T10:20"),
  ])
  func `a time is kept with its day`(_ text: String, _ kept: String) {
    #expect(DateNormalizer.kept(text) == kept)
    #expect(DateNormalizer.kept(kept) == kept)
  }

  @Test(arguments: [
    "18/05/2024 الموافق 10/11/1445", "10/11/1445 الموافق 18/05/2024",
    "10 ذو القعدة 1445 هـ الموافق 18 مايو 2024", "18 مايو 2024 الموافق 10 ذو القعدة 1445",
    "السبت 10 ذي القعدة 1445هـ - 18 مايو 2024م", "1445/11/10هـ 2024/05/18م",
    "10 ذو القعدة 1445 هـ (18 مايو 2024)", "2024-05-18 الموافق 1445-11-10 للهجرة",
    "الأحد 18 مايو/أيار 2024 الموافق 10 ذو القعدة 1445",
  ])
  func `a day in both calendars is kept apart, and the Gregorian one counts`(_ text: String) throws
  {
    let date = try #require(WrittenDate(text))
    #expect(date.gregorian?.iso == "2024-05-18")
    #expect(date.hijri == HijriDay(year: 1445, month: 11, day: 10))
    #expect(DateNormalizer.kept(text) == "2024-05-18")
  }

  @Test(arguments: [
    "10/11/1445", "1445-11-10", "1445-11-10T00:00:00Z", "14451110", "10 ذو القعدة 1445",
    "10 ذي القعدة 1445 هـ", "السبت ١٠ ذو القعدة ١٤٤٥هـ", "1445/11/10 هجري", "10-11-1445هـ",
    "10/11/1445 الموافق 10 ذو القعدة 1445", "11/10/1445 ah الموافق السبت",
  ])
  func `a Hijri day alone is never taken for a Gregorian one, and kept as written`(_ text: String) {
    let date = WrittenDate(text)
    #expect(date?.hijri != nil && date?.gregorian == nil)
    #expect(DateNormalizer.kept(text) == text)
    guard case .hijri = DateNormalizer.outcome(text) else {
      Issue.record("\(text) is \(DateNormalizer.outcome(text))")
      return
    }
  }

  @Test func `every Gregorian month in every naming`() {
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
        let day = WrittenDate("7 \(name) 1998")?.gregorian
        #expect(day == GregorianDay(year: 1998, month: index + 1, day: 7), "\(name)")
      }
    }
  }

  @Test func `every Hijri month in every naming`() {
    let names: [[String]] = [
      ["محرم", "المحرم"], ["صفر"], ["ربيع الأول", "ربيع أول"],
      ["ربيع الآخر", "ربيع الثاني", "ربيع ثاني"], ["جمادى الأولى", "جمادي الاول"],
      ["جمادى الآخرة", "جمادى الثانية"], ["رجب"], ["شعبان"], ["رمضان"], ["شوال"],
      ["ذو القعدة", "ذي القعدة", "ذوالقعدة"], ["ذو الحجة", "ذي الحجة", "ذو حجة"],
    ]
    for (index, all) in names.enumerated() {
      for name in all {
        let date = WrittenDate("7 \(name) 1445 هـ")
        #expect(date?.hijri == HijriDay(year: 1445, month: index + 1, day: 7), "\(name)")
        #expect(date?.gregorian == nil)
      }
    }
  }

  @Test(arguments: [
    "", "3 غير معروف", "18 مايو", "30 شباط 2024", "2023-02-29",
    "29 فبراير 1900", "18/05/24", "31/11/2023", "13/13/2023", "00/01/2024", "كانون 2024 5",
    "18 مايو و19 يونيو 2024", "18 مايو 2024 في الساعة بعد الغروب", "2024-05-18-2",
    "99999999999999999999999999", "18 May 20245", "2024-05-18 خبر", "2024--05-18", "18//2024",
    "18 مايو 2024 هـ", "18 مايو 1445", "7 رجب 2024", "1445-13-10", "1445-11-31", "31/11/1445",
    "2024-05-18 الموافق 2024-05-19", "0999-01-01", "ربيع 1445 7", "ذو 1445 7",
    "17159904", "12345678901", "12345678901234567", "1715990400s", "1.5", "-1", "1e9",
  ])
  func `what is not a day, or says more, is kept as written`(_ text: String) {
    #expect(WrittenDate(text) == nil)
    #expect(DateNormalizer.outcome(text) == .unknown)
    #expect(DateNormalizer.kept(text) == text)
  }

  @Test func `where day and month are both possible the day comes first`() {
    #expect(WrittenDate("04/05/2024")?.gregorian?.iso == "2024-05-04")
    #expect(WrittenDate("12/25/2023")?.gregorian?.iso == "2023-12-25")
    #expect(WrittenDate("12/25/1445")?.hijri == HijriDay(year: 1445, month: 12, day: 25))
  }

  @Test func `years below 1600 are Hijri and years from it on Gregorian`() {
    #expect(WrittenDate("1599-01-01")?.hijri?.year == 1599)
    #expect(WrittenDate("1600-01-01")?.gregorian?.year == 1600)
    #expect(WrittenDate("2999-12-31")?.gregorian?.year == 2999)
  }

  @Test func `a kept text is kept as it is when it is read again`() {
    for text in ["18/05/2024 الموافق 10/11/1445", "10/11/1445", "1715990400", "غدا", "-999999999"] {
      let kept = DateNormalizer.kept(text)
      #expect(DateNormalizer.kept(kept) == kept, "\(text)")
    }
  }

  @Test func `random texts never trap, and what is kept stays`() {
    var generator = SeededGenerator(seed: 4)
    let parts = [
      "18", "2024", "٥", "/", "-", ":", ".", " ", "مايو", "كانون", "الثاني", "May", "T", "Z", "+",
      "الموافق", "20240518", "\u{640}", "é", "😀", "99999999999999999999", "1445", "ذو", "القعدة",
      "هـ", "رجب", "1715990400",
    ]
    for _ in 0..<5_000 {
      let text = (0..<Int.random(in: 0..<9, using: &generator)).map { _ in
        parts.randomElement(using: &generator)!
      }.joined()
      let kept = DateNormalizer.kept(text)
      #expect(DateNormalizer.kept(kept) == kept, "\(text)")
      guard let date = WrittenDate(text) else { continue }
      #expect(date.span.start < date.span.end && date.span.precision >= .year, "\(text)")
      if date.gregorian != nil {
        #expect(WrittenDate(kept)?.span.start == date.span.start, "\(text)")
      }
    }
  }
}
