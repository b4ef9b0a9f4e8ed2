/// Numbers and names in the sentences of reports.
enum Listing {
  /// How many names are shown.
  static let shownCount = 5

  /// `1 document`, `2 documents`.
  static func count(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }

  /// The first of `names`; there are `count` in all.
  static func names(_ names: [String], of count: Int) -> String {
    let shown = names.prefix(shownCount)
    return shown.joined(separator: ", ") + (count > shown.count ? ", …" : "")
  }
}
