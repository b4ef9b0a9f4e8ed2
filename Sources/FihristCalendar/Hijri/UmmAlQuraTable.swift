/// The months of the Umm al-Qura calendar of Saudi Arabia, as its newspaper and its printed
/// calendars had them from the first year of the newspaper, 1343 (1924), and as they are computed
/// to 1500 (2077).
///
/// `Documentation/Dates.md` says where the lengths come from. Computed tables such as ICU's put 740
/// of these 1,896 months on another day, because the rule was changed several times and they use
/// the last one for all years.
enum UmmAlQuraTable {
  static let firstYear = 1_343
  static let lastYear = 1_500

  /// 1 Muharram of the year 1 of the arithmetic calendar, counted from 1 January 1970: 16 July 622
  /// in the Julian calendar.
  static let epoch = -492_148

  /// The first day of each month and of the one after the last, counted from 1 January 1970.
  static let monthStarts: [Int] = {
    // 1 Muharram 1343 was 1 August 1924.
    var starts = [-16_589]
    for year in lengths.split(whereSeparator: \.isWhitespace) {
      var bits = Int(year, radix: 16) ?? 0
      for _ in 0..<12 {
        starts.append(starts[starts.count - 1] + 28 + (bits & 3))
        bits >>= 2
      }
    }
    return starts
  }()

  /// The days of the table, counted from 1 January 1970.
  static let days = monthStarts[0]..<monthStarts[monthStarts.count - 1]

  /// A number for each year, with two bits for each month from the lowest: its days above 28.
  private static let lengths = """
    A8A9A6 666665 9A2766 6969A5 5A69A5 35A666 B2A666 9A6599 9A5666 666666
    9699A6 666999 9A6666 65A665 A66666 69659A 65966A A66666 666666 666666
    A66666 6A2666 A66666 666666 666666 A66666 69A666 666666 A99966 A65999
    999999 A5A666 696666 666A59 A69996 666666 999999 666666 6659A6 9969A6
    666699 666666 6A65A6 A6665A A66665 666669 A66666 59A666 A66666 A66665
    A66566 696666 6659A6 9966A6 666699 99A666 699999 A6659A 665999 99666A
    6599A9 966A69 6669A5 9A6666 999999 996666 6599A6 9666A6 59A699 66A696
    A69A59 9A9965 9A6599 996666 599A66 666A66 9A6999 9AA659 9AA565 9A9596
    999666 6659A6 6699A6 9A6999 69A665 A6A596 A69659 999969 966669 5999A9
    6669A6 5A6999 9A6666 999999 9665A6 6596A6 9666A6 599A99 669A66 669999
    A66666 999699 9659A9 5969A9 6666A6 99A699 69A665 699966 66659A 99966A
    6665A9 9999A9 6699A5 9A9996 A69659 9A5966 69659A A5999A 666699 9A6666
    69A659 A99966 A96599 999666 6659A6 9999A6 5A69A5 6A6696 69A659 699666
    6659A6 99669A 659A99 969A99 5A9A65 9A6996 9A6659 999969 659A69 9669A6
    59A9A5 69A696 A99A59 A66665 A65999 996669 6599A9 9669A6 A66999 9A6665
    9A5996 99965A 66599A 99666A 665A69 999A66 699999 A9965A
    """
}
