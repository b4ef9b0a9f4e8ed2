/// Names of two words that many write as one: عبد الله and عبدالله, أبو ظبي and أبوظبي.
enum JoinedNames {
  /// Names besides those of عبد, whose second word is any with the article.
  private static let names = [
    "أبو ظبي", "أبو بكر", "بور سعيد", "رام الله", "عبد ربه",
    "عز الدين", "نور الدين", "صلاح الدين", "علاء الدين", "سعد الدين", "بدر الدين", "شمس الدين",
    "سيف الدين", "جمال الدين", "كمال الدين", "محيي الدين", "عماد الدين", "حسام الدين",
    "نصر الله", "فتح الله", "عطا الله", "جار الله", "ضيف الله", "جاد الله", "رزق الله", "حسب الله",
    "فيس بوك", "واتس اب", "سناب شات", "كوالا لمبور", "سري لانكا", "ابو عريش", "انتر ميلان",
    "سوبر ماركت", "كيلو متر", "كيلو مترا", "كيلو مترات", "كيلو مترين", "كيلو غرام", "كيلو غراما",
    "كيلو جرام", "كيلو جراما",
  ]

  private static let servant = "عبد"
  private static let article = "ال"

  /// The folded second words by the folded first.
  private static let seconds: [String: Set<String>] = {
    var seconds: [String: Set<String>] = [:]
    for name in names {
      let words = name.split(separator: " ").map { Analyzer.arabic.foldedLetters(of: String($0)) }
      seconds[words[0], default: []].insert(words[1])
    }
    return seconds
  }()

  /// The first words and the second by the two as one word, all folded.
  private static let parts: [String: String] = {
    var parts: [String: String] = [:]
    for (first, seconds) in seconds {
      for second in seconds { parts[first + second] = "\(first) \(second)" }
    }
    return parts
  }()

  /// How the first words start, with the article or without.
  private static let firsts = FirstLetters(
    [servant] + seconds.keys.flatMap { [$0, article + $0] })

  /// How names start that are written as one word.
  private static let wholes = FirstLetters([servant] + parts.keys)

  /// Whether a word, folded, may be the first of a name of two.
  static func startsPair(_ word: String) -> Bool {
    guard firsts.mayBegin(word) else { return false }
    return withoutClitic(word) { word in
      let isFirst =
        word == servant || seconds[word] != nil
        || word.hasPrefix(article) && seconds[String(word.dropFirst(article.count))] != nil
      return isFirst ? true : nil
    } ?? false
  }

  /// Whether two folded words are a name.
  static func isPair(_ first: String, _ second: String) -> Bool {
    withoutClitic(first) { first in
      if first == servant, second.hasPrefix(article), second.unicodeScalars.count > 3 {
        return true
      }
      // الفيس بوك is a name, and العبد الله two words.
      let names = seconds[first] ?? seconds[String(first.dropFirst(article.count))]
      let isName = first.hasPrefix(article) || seconds[first] != nil
      return isName && names?.contains(second) == true ? true : nil
    } ?? false
  }

  /// The name as two words that a folded word is, with the letter that is written together with
  /// it; nil if it is none.
  static func split(_ word: String) -> String? {
    guard wholes.mayBegin(word) else { return nil }
    return withoutClitic(word) { name in
      let clitic = word.dropLast(name.count)
      let second = name.dropFirst(servant.count)
      if name.hasPrefix(servant + article), second.count > 3 {
        return "\(clitic)\(servant) \(second)"
      }
      return parts[name].map { clitic + $0 }
    }
  }

  /// What `find` makes of a word, or of it without a letter before it that is written together with
  /// words.
  private static func withoutClitic<Result>(
    _ word: String, _ find: (String) -> Result?
  ) -> Result? {
    if let found = find(word) { return found }
    guard let first = word.unicodeScalars.first, "وفبلك".unicodeScalars.contains(first) else {
      return nil
    }
    return find(String(String.UnicodeScalarView(word.unicodeScalars.dropFirst())))
  }
}
