/// The names of months, which differ by region.
enum MonthSpellings {
  /// Those of one row mean one month. An asterisk marks a name that means other things too when it
  /// stands alone, such as "father" in other spelling, a surname or a first name.
  static let rows = [
    ["يناير", "كانون الثاني", "جانفي"], ["فبراير", "شباط", "فيفري"], ["مارس", "آذار"],
    ["أبريل", "نيسان", "أفريل"], ["مايو", "أيار", "ماي*"],
    ["يونيو", "يونيه", "حزيران", "جوان*"],
    ["يوليو", "يوليه", "تموز", "جويلية", "يوليوز"], ["أغسطس", "آب*", "أوت*", "غشت"],
    ["سبتمبر", "أيلول", "شتنبر"], ["أكتوبر", "تشرين الأول"],
    ["نوفمبر", "تشرين الثاني", "نونبر"], ["ديسمبر", "كانون الأول", "دجنبر"],
    ["ربيع الأول"], ["ربيع الثاني", "ربيع الآخر"],
    ["جمادى الأولى"], ["جمادى الثانية", "جمادى الآخرة"],
    ["ذو القعدة", "ذي القعدة", "ذا القعدة"], ["ذو الحجة", "ذي الحجة", "ذا الحجة"],
  ]

  /// A month that words of a query name.
  struct Found {
    /// The number of its row.
    var row: Int
    /// The number of the name in the row.
    var column: Int
    /// How many words its name has.
    var wordCount: Int
    /// Whether the name means other things too.
    var isAmbiguous: Bool
  }

  /// What follows a word to make the name of a month.
  private struct Name {
    var row: Int
    var column: Int
    /// The stem of the second word; nil if there is none.
    var second: String?
    /// The name as it must be written; nil if its letters are folded.
    var written: String?
  }

  /// The names by the form of the first word.
  private static let names: [String: [Name]] = {
    var names: [String: [Name]] = [:]
    for (row, texts) in rows.enumerated() {
      for (column, text) in texts.enumerated() {
        let name = withoutMark(text)
        let forms = Analyzer.arabicForm.tokens(in: name).map(\.term)
        let stems = Analyzer.arabic.tokens(in: name).map(\.term)
        names[forms[0], default: []].append(
          Name(
            row: row, column: column, second: stems.count > 1 ? stems[1] : nil,
            written: text == name ? nil : name))
      }
    }
    return names
  }()

  private static let firsts = FirstLetters(names.keys)

  private static func withoutMark(_ name: String) -> String {
    name.hasSuffix("*") ? String(name.dropLast()) : name
  }

  /// The names of the month of `row`.
  ///
  /// - Parameters:
  ///   - row: The number of the row.
  ///   - column: The name that is not wanted; nil for none.
  ///   - isAlone: Whether a name stands alone, where ambiguous ones find too much.
  static func names(ofRow row: Int, except column: Int? = nil, isAlone: Bool) -> [String] {
    rows[row].enumerated().filter { number, name in
      number != column && (!isAlone || !name.hasSuffix("*"))
    }.map { withoutMark($0.element) }
  }

  /// Whether a word of the form `form` is the name of a month, and nothing else.
  static func isMonth(_ form: String) -> Bool {
    find(form) { $0.second == nil && $0.written == nil } != nil
  }

  /// Whether `second`, the stem of a word, makes with the word before it, of the form `first`, the
  /// name of a month: كانون الثاني.
  static func isPair(_ first: String?, _ second: String) -> Bool {
    find(first) { $0.second == second } != nil
  }

  /// Whether a word of the form `form` may be the first of a name of two.
  static func startsPair(_ form: String) -> Bool { find(form) { $0.second != nil } != nil }

  /// The month that `words` name from `index` on.
  ///
  /// - Parameters:
  ///   - index: Where its name starts.
  ///   - words: Words of a query.
  ///   - bytes: The query's text.
  static func month(
    at index: Int, of words: ArraySlice<QueryWord>, in bytes: [UInt8]
  ) -> Found? {
    let word = words[index]
    let next = index + 1 < words.endIndex ? words[index + 1] : nil
    let name = find(word.form) { name in
      if let second = name.second {
        return next?.isJoinedToPrevious == true && next?.term == second
      }
      if let written = name.written { return bytes[word.range].elementsEqual(written.utf8) }
      return true
    }
    return name.map {
      Found(
        row: $0.row, column: $0.column, wordCount: $0.second == nil ? 1 : 2,
        isAmbiguous: $0.written != nil)
    }
  }

  /// The first name that `isWanted` among those whose first word is `form`, with a letter before it
  /// that is written together with words, or without.
  private static func find(_ form: String?, where isWanted: (Name) -> Bool) -> Name? {
    guard let form, firsts.mayBegin(form) else { return nil }
    if let name = names[form]?.first(where: isWanted) { return name }
    guard let first = form.unicodeScalars.first, "وفبلك".unicodeScalars.contains(first) else {
      return nil
    }
    return names[String(form.unicodeScalars.dropFirst())]?.first {
      $0.written == nil && isWanted($0)
    }
  }
}
