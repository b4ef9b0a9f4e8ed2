internal import Fihrist

/// How a page says things: its language, digits and direction.
struct PageStyle: Sendable {
  let language: ServerConfiguration.Language
  let texts: PageTexts
  private let usesArabicDigits: Bool
  /// Whether the timeline has the oldest at the right.
  let timeRunsLeft: Bool

  init(_ language: ServerConfiguration.Language, _ configuration: ServerConfiguration) {
    self.language = language
    texts = language == .arabic ? .arabic : .english
    usesArabicDigits = language == .arabic && configuration.digits == .arabic
    timeRunsLeft = language == .arabic && configuration.timeRunsLeft
  }

  /// The direction of the page.
  var direction: TextDirection { language == .arabic ? .rightToLeft : .leftToRight }

  /// A number with its thousands apart, in the digits of the page.
  func number(_ number: Int) -> String {
    let digits = String(number)
    var text = ""
    for (index, digit) in digits.enumerated() {
      let rest = digits.count - index
      if index > 0, rest % 3 == 0 { text += usesArabicDigits ? "٬" : "," }
      text.append(digit)
    }
    return self.digits(text)
  }

  /// A share, as far as it tells something: whole from 100 on, with one decimal from 1 on, with
  /// three below.
  func number(_ share: Double) -> String {
    let decimals = share >= 100 ? 0 : share >= 1 ? 1 : 3
    let unit = [1, 10, 100, 1_000][decimals]
    let units = Int((share * Double(unit)).rounded())
    let whole = number(units / unit)
    guard units % unit != 0 else { return whole }
    var rest = String(String(unit + units % unit).dropFirst())
    while rest.hasSuffix("0") { rest.removeLast() }
    return whole + (usesArabicDigits ? "٫" : ".") + digits(rest)
  }

  /// `text` in the digits of the page.
  func digits(_ text: String) -> String {
    guard usesArabicDigits else { return text }
    return String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          ("0"..."9").contains(scalar)
            ? Unicode.Scalar(scalar.value - 0x30 + 0x660) ?? scalar : scalar
        }))
  }

  /// A date in words, as far as it is known.
  func words(_ date: ArticleDate.Parts, isHijri: Bool) -> String {
    let names = isHijri ? texts.hijriMonths : texts.gregorianMonths
    let month = date.month.map { names[($0 - 1) % 12] }
    let day = date.day.map { digits(String($0)) }
    return [day, month, digits(String(date.year))].compactMap(\.self).joined(separator: " ")
  }

  /// A date that may be a day or two off.
  func approximately(_ words: String) -> String {
    language == .arabic ? "\(words) تقريبًا" : "about \(words)"
  }

  /// How many results there are, in words; nil where that is not known at all.
  func results(_ total: SearchResults.Total) -> String? {
    guard total.isKnown else { return nil }
    return least(total, count(total.value))
  }

  /// How many there are, with what is said of a number that may be too small.
  func number(_ total: SearchResults.Total) -> String { least(total, number(total.value)) }

  private func least(_ total: SearchResults.Total, _ words: String) -> String {
    guard total.relation == .atLeast else { return words }
    return language == .arabic ? "\(words) على الأقل" : "at least \(words)"
  }

  /// How many more there are that have only related words.
  func related(_ count: Int) -> String {
    guard language == .arabic else { return "and \(number(count)) with related words" }
    switch count {
    case 1: return "وواحدة فيها كلمات قريبة"
    case 2: return "واثنتان فيهما كلمات قريبة"
    default: return "و\(number(count)) فيها كلمات قريبة"
    }
  }

  /// Which of the results a page has.
  func shown(_ first: Int, _ last: Int) -> String {
    let (first, last) = (number(first), number(last))
    return language == .arabic ? "(هنا من \(first) إلى \(last))" : "(here \(first) to \(last))"
  }

  /// A number of results that counts copies which are folded under others.
  func withCopies(_ results: String) -> String {
    language == .arabic
      ? "\(results) (مع عدّ النسخ المطوية)" : "\(results) (counting folded copies)"
  }

  /// How many copies of a story are folded under it.
  func copies(_ count: Int) -> String {
    guard language == .arabic else {
      return count == 1 ? "and 1 copy" : "and \(number(count)) copies"
    }
    switch count {
    case 1: return "ونسخة أخرى"
    case 2: return "ونسختان أخريان"
    default:
      return "و\(number(count)) \((3...10).contains(count % 100) ? "نسخ" : "نسخة") أخرى"
    }
  }

  /// Which lines of all a page shows.
  func lines(_ first: Int, _ last: Int, of total: SearchResults.Total) -> String {
    let (first, last, all) = (number(first), number(last), number(total))
    return language == .arabic
      ? "الأسطر من \(first) إلى \(last) من أصل \(all)" : "Lines \(first) to \(last) of \(all)"
  }

  /// Why no page follows although there are more lines than `count`.
  func endOfLines(_ count: Int) -> String {
    language == .arabic
      ? "لا يُعرض هنا أكثر من \(number(count)) من الأسطر. ضيّق البحث لترى غيرها."
      : "Only the first \(number(count)) lines are shown here. Narrow the search to see others."
  }

  /// How many periods a table leaves out.
  func earlierPeriods(_ count: Int) -> String {
    language == .arabic
      ? "فترات أقدم ليست في الجدول: \(number(count))"
      : "Earlier periods that the table leaves out: \(number(count))"
  }

  /// That some shards of an archive on many machines did not answer.
  func unanswered(_ count: Int, of total: Int) -> String {
    language == .arabic
      ? "أجزاء من الأرشيف لم تُجب في الوقت المتاح: \(number(count)) من \(number(total))؛ "
        + "النتائج والأعداد من بقية الأجزاء."
      : "Parts of the archive that did not answer in time: \(number(count)) of "
        + "\(number(total)); results and numbers are those of the others."
  }

  private func count(_ count: Int) -> String {
    guard language == .arabic else {
      return count == 1 ? "1 result" : "\(number(count)) results"
    }
    switch count {
    case 0: return "لا نتائج"
    case 1: return "نتيجة واحدة"
    case 2: return "نتيجتان"
    default:
      let tail = count % 100
      if (3...10).contains(tail) { return "\(number(count)) نتائج" }
      return "\(number(count)) نتيجة"
    }
  }

  /// The name of a field for readers.
  func name(ofField field: String) -> String { texts.fields[field] ?? field }

  /// The name of a bucket of a timeline in words: `2015`, `July 2015`, `21 July 2015`.
  func name(ofBucket bucket: String, isHijri: Bool) -> String {
    let parts = bucket.split(separator: "-").compactMap { Int($0) }
    guard let year = parts.first else { return digits(bucket) }
    var date = ArticleDate.Parts(year: year)
    if parts.count > 1 { date.month = max(1, min(12, parts[1])) }
    if parts.count > 2 { date.day = parts[2] }
    return words(date, isHijri: isHijri)
  }
}
