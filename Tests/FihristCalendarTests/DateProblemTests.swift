import FihristCalendar
import Testing

@Suite struct DateProblemTests {
  private func problem(_ text: String) -> DateProblem? {
    do throws(DateProblem) {
      _ = try WrittenDate(reading: text)
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: [
    "30 شباط 2024", "2023-02-29", "31/11/2023", "13/13/2023", "00/01/2024", "1445-13-10",
    "1445-11-31", "2024-13", "13/2024", "20241301", "31 رجب 1445",
  ])
  func `days that the calendar lacks`(_ text: String) { #expect(problem(text) == .noSuchDay) }

  @Test(arguments: [
    "", "غدا", "18 مايو", "18/05/24", "18 مايو 2024 هـ", "2024 هـ", "18 مايو 1445", "محرم 2015",
    "مايو 1445", "0999-01-01", "999", "20245", "2015.07", "مايو - يونيو 2024", "2014-2015",
    "2024-05-18 الموافق 2024-05-19", "2015-07-21 خبر", "2015-", "-", "هـ", "10:20", "السبت",
  ])
  func `texts that are not dates`(_ text: String) {
    // A dash behind a year changes nothing.
    #expect(problem(text) == (text == "2015-" ? nil : .unreadable), "\(text)")
  }
}
