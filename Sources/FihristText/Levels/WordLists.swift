/// The lists of words and beginnings of words that decide where an affix stays, made by hand over
/// the vocabulary of news and encyclopedias. All are folded.
struct WordLists: OptionSet, Sendable {
  let rawValue: UInt32

  // What may begin with a letter that looks like a prefix.
  static let keepWaw = WordLists(rawValue: 1 << 0)
  static let keepBeh = WordLists(rawValue: 1 << 1)
  static let keepLam = WordLists(rawValue: 1 << 2)
  static let keepSeen = WordLists(rawValue: 1 << 3)
  static let whole = WordLists(rawValue: 1 << 4)
  static let protected = WordLists(rawValue: 1 << 5)

  // What may end with letters that look like a suffix.
  static let keepHa = WordLists(rawValue: 1 << 6)
  static let keepHm = WordLists(rawValue: 1 << 7)
  static let keepHn = WordLists(rawValue: 1 << 8)
  static let keepNa = WordLists(rawValue: 1 << 9)
  static let keepKm = WordLists(rawValue: 1 << 10)
  static let keepAn = WordLists(rawValue: 1 << 11)
  static let keepAt = WordLists(rawValue: 1 << 12)
  static let keepWn = WordLists(rawValue: 1 << 13)
  static let keepYn = WordLists(rawValue: 1 << 14)
  static let keepYh = WordLists(rawValue: 1 << 15)
  static let keepH = WordLists(rawValue: 1 << 16)
  static let keepY = WordLists(rawValue: 1 << 17)
  static let keepA = WordLists(rawValue: 1 << 18)

  /// What has no root.
  static let function = WordLists(rawValue: 1 << 19)

  // Where ف belongs to a word, and where it stands before one.
  static let keepFeh = WordLists(rawValue: 1 << 20)
  static let afterFeh = WordLists(rawValue: 1 << 21)

  // Where a first letter is cut although a shorter beginning keeps it.
  static let cutWaw = WordLists(rawValue: 1 << 22)
  static let cutBeh = WordLists(rawValue: 1 << 23)
  static let cutLam = WordLists(rawValue: 1 << 24)
  static let cutSeen = WordLists(rawValue: 1 << 25)

  // What may begin with ل behind another, and with letters like the article.
  static let behindLam = WordLists(rawValue: 1 << 26)
  static let keepAl = WordLists(rawValue: 1 << 27)
  static let wholeAl = WordLists(rawValue: 1 << 28)

  // Stems of names, which have no root.
  static let name = WordLists(rawValue: 1 << 30)

  // What has a stem of ``KnownStems``.
  static let known = WordLists(rawValue: 1 << 29)

  /// Every list with its words, separated by white space.
  static let all: [(list: WordLists, words: String)] = [
    (.keepWaw, keepWawWords), (.keepBeh, keepBehWords), (.keepLam, keepLamWords),
    (.keepSeen, keepSeenWords), (.whole, wholeWords), (.protected, protectedWords),
    (.keepHa, keepHaWords), (.keepHm, keepHmWords), (.keepHn, keepHnWords),
    (.keepNa, keepNaWords), (.keepKm, keepKmWords), (.keepAn, keepAnWords),
    (.keepAt, keepAtWords), (.keepWn, keepWnWords), (.keepYn, keepYnWords),
    (.keepYh, keepYhWords), (.keepH, keepHWords), (.keepY, keepYWords), (.keepA, keepAWords),
    (.function, functionWords), (.name, nameWords), (.keepFeh, keepFehWords),
    (.afterFeh, afterFehWords),
    (.cutWaw, cutWawWords), (.cutBeh, cutBehWords), (.cutLam, cutLamWords),
    (.cutSeen, cutSeenWords), (.behindLam, behindLamWords), (.keepAl, keepAlWords),
    (.wholeAl, wholeAlWords), (.known, KnownStems.rows.map(\.form).joined(separator: " ")),
  ]
}
