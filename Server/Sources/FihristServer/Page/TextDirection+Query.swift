internal import Fihrist

extension TextDirection {
  /// The direction of a query: by the majority of the letters of its words.
  ///
  /// Names of fields, the Latin letters of what they ask for, and operators do not count: an Arabic
  /// query with `source:okaz` in it is still one from right to left. A query of nothing else has
  /// the direction of all its letters. The script counts in the same way while a reader types.
  ///
  /// - Complexity: O(length of `text`).
  init(ofQuery text: String) {
    let words = QueryWords(text).letters
    self.init(of: words.contains(where: \.isLetter) ? words : text)
  }
}

/// The letters of a query that say in which direction it is read.
private struct QueryWords {
  private(set) var letters = ""
  private var rest: Substring

  private static let operators = ["AND", "OR", "NOT", "NEAR", "TO"]
  private static let brackets: [Character: Character] = ["\"": "\"", "[": "]", "{": "}", "(": ")"]

  init(_ text: String) {
    rest = text[...]
    while !rest.isEmpty { takeWord() }
  }

  private mutating func takeWord() {
    let word = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
    rest = rest.dropFirst(word.count)
    guard let first = word.first else {
      letters.append(rest.removeFirst())
      return
    }
    if rest.first == ":", !first.isNumber {
      rest = rest.dropFirst()
      takeValue()
    } else if !Self.operators.contains(String(word)) {
      letters += word
    }
  }

  /// What stands behind the name of a field: up to the end of a word, or of quotes or brackets.
  private mutating func takeValue() {
    var value: Substring
    if let first = rest.first, let end = Self.brackets[first] {
      value = rest.dropFirst().prefix { $0 != end }
      rest = rest.dropFirst(value.count + 2)
    } else {
      value = rest.prefix { !$0.isWhitespace }
      rest = rest.dropFirst(value.count)
    }
    letters += String(value.filter { !$0.isASCII })
  }
}
