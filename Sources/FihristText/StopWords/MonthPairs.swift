/// The names of months that are two words: a query means the month, and not each word.
enum MonthPairs {
  private static let names = [
    "كانون الأول", "كانون الثاني", "تشرين الأول", "تشرين الثاني", "ربيع الأول", "ربيع الثاني",
    "ربيع الآخر", "جمادى الأولى", "جمادى الثانية", "جمادى الآخرة", "ذو القعدة", "ذي القعدة",
    "ذا القعدة", "ذو الحجة", "ذي الحجة", "ذا الحجة",
  ]

  /// The stems of the second words by those of the first.
  static let stems: [String: Set<String>] = {
    var stems: [String: Set<String>] = [:]
    for name in names {
      let terms = Analyzer.arabic.tokens(in: name).map(\.term)
      stems[terms[0], default: []].insert(terms[1])
    }
    return stems
  }()
}
