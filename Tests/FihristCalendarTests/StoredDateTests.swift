import FihristTestSupport
import Testing

@testable import FihristCalendar

/// The form that date fields store, against the reader of all forms.
@Suite struct StoredDateTests {
  /// What the reader of all forms says of a text that is already as it is stored.
  private func expected(_ text: String) -> Int64? {
    guard let date = WrittenDate(text), date.iso == text else { return nil }
    return date.span.start
  }

  private func start(_ text: String) -> Int64? {
    unsafe Array(text.utf8).withUnsafeBufferPointer { unsafe StoredDate($0)?.start }
  }

  private func digits(_ number: Int, _ count: Int = 2) -> String {
    String(repeating: "0", count: max(0, count - String(number).count)) + String(number)
  }

  @Test func `every day and every time are read alike`() {
    for year in [1_435, 1_599, 1_600, 1_899, 1_900, 1_969, 1_970, 2_000, 2_015, 2_016, 9_999] {
      for month in 0...13 {
        for day in 0...32 {
          let text = "\(digits(year, 4))-\(digits(month))-\(digits(day))"
          #expect(start(text) == expected(text), "\(text)")
        }
      }
    }
    for second in stride(from: 0, to: 25 * 3_600, by: 59) {
      let time = [second / 3_600, second / 60 % 60, second % 60].map { digits($0) }
      let text = "2015-07-21T" + time.joined(separator: ":")
      #expect(start(text) == expected(text), "\(text)")
    }
  }

  @Test func `other forms are left to the reader of all`() {
    var random = SeededGenerator(seed: 5)
    let letters = Array("0123456789-T:Z +.٣a")
    for form in ["2015-07-21", "2015-07-21T02:51:32", "2015-07-21T23:59:60"] {
      for _ in 0..<4_000 {
        var text = Array(form)
        for _ in 0..<Int.random(in: 1...2, using: &random) {
          text[Int.random(in: text.indices, using: &random)] = letters.randomElement(
            using: &random)!
        }
        if Int.random(in: 0..<8, using: &random) == 0 { text.removeLast() }
        if let start = start(String(text)) { #expect(start == expected(String(text))) }
      }
    }
    for text in ["", "2015", "2015-07-21T02:51", "2015-07-21 02:51:32", "2015-07-21T00:00:00"] {
      #expect(start(text) == nil, "\(text)")
    }
  }
}
