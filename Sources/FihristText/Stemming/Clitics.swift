/// The article and the one-letter words that Arabic writes together with the next word, where the
/// next word is not Arabic: `الـBBC`, `للـFBI`, `و2024`.
///
/// Before an Arabic word they are cut by ``Light10Stemmer``, which keeps ب ل ك ف because they may
/// belong to the root. Before a Latin word or a number there is not this doubt.
struct Clitics {
  /// The rules that cut these clitics, in the order of the letters.
  let rules: [Rule]

  /// The most bytes of clitics: enough for four letters with marks and a long tatweel.
  static let maximumByteCount = 32

  /// The clitics that the bytes of `word` spell, or `nil` if it is another word.
  ///
  /// Vowel marks, tatweel and controls do not matter; آ is not the alef of the article.
  init?(_ word: UnsafeBufferPointer<UInt8>) {
    guard let bytes = word.baseAddress, word.count <= Self.maximumByteCount else { return nil }
    var key: UInt64 = 0
    var index = 0
    while index < word.count {
      let scalar = unsafe UTF8Scalar(bytes, at: index, end: word.count)
      index += scalar.byteCount
      guard Self.append(scalar.value, to: &key) else { return nil }
    }
    guard let rules = Self.forms[key] else { return nil }
    self.rules = rules
  }

  /// Whether the article is among them: ال or لل.
  var haveArticle: Bool {
    switch rules.last {
    case .stemPrefixAl, .stemPrefixLil, .stemPrefixBal, .stemPrefixKal, .stemPrefixFal: true
    default: false
    }
  }

  /// Where the part of `word` that is not Arabic starts, if clitics precede it.
  ///
  /// - Complexity: O(length of `word`).
  static func end(in word: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let bytes = word.baseAddress else { return nil }
    var index = 0
    while index < word.count {
      let scalar = unsafe UTF8Scalar(bytes, at: index, end: word.count)
      switch WordClass.of(scalar.value) {
      case .arabicLetter, .mark, .control: index += scalar.byteCount
      case .letter, .digit: return index == 0 ? nil : index
      case .separator, .phrase, .ideograph: return nil
      }
    }
    return nil
  }
}

// MARK: - Forms

extension Clitics {
  /// Every combination, by its letters: see ``key(of:)``.
  private static let forms: [UInt64: [Rule]] = {
    let conjunctions: [(String, [Rule])] = [
      ("", []), ("و", [.stemPrefixWaw]), ("ف", [.stemPrefixFeh]),
    ]
    let others: [(String, [Rule])] = [
      ("", []), ("ال", [.stemPrefixAl]), ("لل", [.stemPrefixLil]), ("بال", [.stemPrefixBal]),
      ("كال", [.stemPrefixKal]), ("فال", [.stemPrefixFal]), ("ب", [.stemPrefixBeh]),
      ("ل", [.stemPrefixLam]), ("ك", [.stemPrefixKaf]),
    ]
    var forms: [UInt64: [Rule]] = [:]
    for (conjunction, first) in conjunctions {
      for (other, second) in others where !(first + second).isEmpty {
        // The first of two readings is kept: فال is one form, as in light10.
        let key = key(of: conjunction + other)
        forms[key] = forms[key] ?? first + second
      }
    }
    return forms
  }()

  /// Whether clitics may end with a scalar of U+0600…U+06FF, by its lowest 8 bits. Most words end
  /// with another letter, and need no closer look.
  static let lastScalars: ByteTable<Bool> = {
    let endings = Set(forms.keys.map { $0 & 0xFF })
    return ByteTable { byte in
      var key: UInt64 = 0
      return append(0x600 | UInt32(byte), to: &key) && (key == 0 || endings.contains(key))
    }
  }()

  /// The letters of `text`, one byte each: the lowest 8 bits of a scalar of U+0600…U+06FF.
  private static func key(of text: String) -> UInt64 {
    text.unicodeScalars.reduce(into: 0) { key, scalar in
      _ = append(scalar.value, to: &key)
    }
  }

  /// Appends the letter `scalar`, or the letters that a presentation form shows, to `key`.
  ///
  /// - Returns: Whether the word can still be clitics.
  private static func append(_ scalar: UInt32, to key: inout UInt64) -> Bool {
    let spelling = PresentationForms.spelling(of: scalar)
    guard spelling.isEmpty else {
      return spelling.allSatisfy { append($0, to: &key) }
    }
    switch WordClass.of(scalar) {
    case .mark, .control: return true
    case .arabicLetter where scalar >> 8 == 6 && scalar != 0x0622 && key >> 56 == 0:
      let folded = FoldingTable.scalar(of: FoldingTable.full.letters[FoldingTable.twoBytes(scalar)])
      key = key << 8 | UInt64(folded & 0xFF)
      return true
    default: return false
    }
  }
}
