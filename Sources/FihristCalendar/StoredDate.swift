/// A day in the form in which date fields store it, 2024-05-18, or 2024-05-18T10:20:30 if it has a
/// time: that of ``WrittenDate/iso``, read from its bytes without making a text of them.
///
/// Dates come in this form to all but the first who read them, and often to that one too.
package struct StoredDate: Hashable, Sendable {
  /// The first second, counted from the start of 1970 in UTC.
  package let start: Int64

  /// Reads `bytes`; nil for all other forms, and for years of the Hijri calendar.
  package init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard bytes.count == 10 || bytes.count == 19, unsafe bytes[4] == UInt8(ascii: "-"),
      unsafe bytes[7] == UInt8(ascii: "-"),
      let century = unsafe Self.twoDigits(bytes, at: 0),
      let year = unsafe Self.twoDigits(bytes, at: 2),
      let month = unsafe Self.twoDigits(bytes, at: 5),
      let day = unsafe Self.twoDigits(bytes, at: 8),
      100 * century + year >= WrittenDate.firstGregorianYear,
      let date = GregorianDay(year: 100 * century + year, month: month, day: day)
    else { return nil }
    guard bytes.count == 19 else {
      start = date.secondsSince1970
      return
    }
    guard unsafe bytes[10] == UInt8(ascii: "T"), unsafe bytes[13] == UInt8(ascii: ":"),
      unsafe bytes[16] == UInt8(ascii: ":"), let hour = unsafe Self.twoDigits(bytes, at: 11),
      let minute = unsafe Self.twoDigits(bytes, at: 14),
      let second = unsafe Self.twoDigits(bytes, at: 17), hour < 24, minute < 60, second < 60
    else { return nil }
    let time = 3_600 * hour + 60 * minute + second
    // Midnight is stored as the day alone.
    guard time > 0 else { return nil }
    start = date.secondsSince1970 + Int64(time)
  }

  private static func twoDigits(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int? {
    let tens = unsafe bytes[index] &- UInt8(ascii: "0")
    let ones = unsafe bytes[index + 1] &- UInt8(ascii: "0")
    return tens < 10 && ones < 10 ? 10 * Int(tens) + Int(ones) : nil
  }
}
