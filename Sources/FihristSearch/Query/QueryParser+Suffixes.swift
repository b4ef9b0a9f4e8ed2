/// Signs behind parts.
extension QueryParser {
  /// What a suffix is read for.
  enum SuffixOwner {
    case phrase
    /// A group with so many parts that documents may have.
    case group(Int)
  }

  /// Reads the signs directly behind the phrase or group that ends at ``index``.
  mutating func takeSuffix(of owner: SuffixOwner) throws(QueryError) -> Suffix {
    var suffix = Suffix()
    while true {
      let start = source.visible(from: index)
      guard let sign = source[start] else { return suffix }
      switch (sign, owner) {
      case ("~", .phrase):
        guard let (number, end) = wholeNumber(from: start + 1) else {
          guard try skipMisplaced("~", at: start) else { return suffix }
          continue
        }
        index = end
        suffix.slop = min(number, Query.maximumSlop)
        suffix.tilde = start
        if number > Query.maximumSlop {
          try report(at: start) {
            .numberOutOfRange(
              "~", column: $0, "more than \(Query.maximumSlop)",
              expected: "a number from 0 to \(Query.maximumSlop)", example: "\"مجلس الأمن\"~2")
          }
        }
      case ("@", .group(let count)):
        guard let (number, end) = wholeNumber(from: start + 1) else {
          guard try skipMisplaced("@", at: start) else { return suffix }
          continue
        }
        index = end
        suffix.minimum = count > 0 ? max(1, min(number, count)) : nil
        if number < 1 || number > count {
          try report(at: start) {
            .numberOutOfRange(
              "@", column: $0, number < 1 ? "less than 1" : "more than \(count)",
              expected: "a number from 1 to the parts that may match", example: "(a b c)@2")
          }
        }
      case ("^", _):
        guard let end = try takeBoost(at: start, end: source.count, into: &suffix) else {
          guard try skipMisplaced("^", at: start) else { return suffix }
          continue
        }
        index = end
      case ("~", .group), ("@", .phrase):
        guard try skipMisplaced(sign, at: start) else { return suffix }
      default: return suffix
      }
    }
  }

  /// Moves past the sign at `start`, which has no meaning there, and its number.
  ///
  /// - Returns: `false`, not moving, if more follows: then it is text, as in `"news"@example.com`.
  private mutating func skipMisplaced(
    _ sign: Unicode.Scalar, at start: Int
  ) throws(QueryError) -> Bool {
    let end = wholeNumber(from: start + 1)?.end ?? start + 1
    if let next = source[end], !QuerySyntax.endsBareText(next), !QuerySyntax.followsLoosely(next) {
      return false
    }
    try report(at: start) {
      .misplacedSign(String(sign), column: $0, expected: Self.expected(by: sign))
    }
    index = end
    return true
  }

  /// What should be around a sign.
  private static func expected(by sign: Unicode.Scalar) -> String {
    switch sign {
    case "~": "a phrase in quotes before it and a number behind it, as in \"مجلس الأمن\"~2"
    case "@": "a group before it and a number behind it, as in (نفط غاز سوق)@2"
    default: "a number behind it, as in نووي^2"
    }
  }

  /// Whether the scalars `range` are `^2` or `^=2`.
  private func isBoost(_ range: Range<Int>) -> Bool {
    let start = range.lowerBound + (source[range.lowerBound + 1] == "=" ? 2 : 1)
    return number(from: start)?.end == range.upperBound
  }

  /// Reads `^2` or `^=2` at `start`.
  ///
  /// - Returns: The index behind it; `nil` if it is not one.
  mutating func takeBoost(
    at start: Int, end: Int, into suffix: inout Suffix
  ) throws(QueryError) -> Int? {
    let isConstant = source[start + 1] == "="
    guard let (number, next) = number(from: start + (isConstant ? 2 : 1)), next <= end else {
      return nil
    }
    let nearest = Self.nearest(to: number, isConstant: isConstant)
    if nearest != number {
      try report(at: start) {
        .numberOutOfRange(
          isConstant ? "^=" : "^", column: $0,
          number > nearest ? "more than 1000000" : "less than \(nearest == 0 ? "0" : "0.000001")",
          expected: (isConstant ? "" : "0 or ") + "a number from 0.000001 to 1000000",
          example: isConstant ? "نووي^=2" : "نووي^2")
      }
    }
    if isConstant {
      suffix.constantScore = nearest
      suffix.boost = 1
    } else {
      suffix.boost = Query.boost(suffix.boost, times: nearest)
    }
    return next
  }

  /// The boost or constant score nearest to `number`.
  private static func nearest(to number: Float, isConstant: Bool) -> Float {
    if !isConstant, number <= 0 { return 0 }
    return min(max(number, Query.minimumBoost), Query.maximumBoost)
  }

  /// The whole number at `start`, at most 1,000,000, and the index behind its digits.
  func wholeNumber(from start: Int) -> (Int, end: Int)? {
    var number = 0
    var end = start
    while let scalar = source[end], let digit = QuerySyntax.digit(scalar) {
      number = min(number * 10 + digit, 1_000_000)
      end += 1
    }
    return end > start ? (number, end) : nil
  }

  /// The number at `start`, with or without a sign, a fraction and an exponent, and the index
  /// behind it.
  private func number(from start: Int) -> (Float, end: Int)? {
    var text = ""
    var end = start
    if let scalar = source[start], let sign = QuerySyntax.sign(scalar) {
      if sign == .mustNot { text = "-" }
      end += 1
    }
    func takeDigits() -> Bool {
      let first = end
      while let scalar = source[end], let digit = QuerySyntax.digit(scalar) {
        text.append(String(digit))
        end += 1
      }
      return end > first
    }
    guard takeDigits() else { return nil }
    var whole = end
    if source[end] == "." || source[end] == "٫" {
      text.append(".")
      end += 1
      if takeDigits() { whole = end } else { text.removeLast() }
      end = whole
    }
    if source[end] == "e" {
      text.append("e")
      end += 1
      if source[end] == "-" || source[end] == "+" {
        text.unicodeScalars.append(source.scalars[end])
        end += 1
      }
      if takeDigits() {
        whole = end
      } else {
        while text.last != "e" { text.removeLast() }
        text.removeLast()
      }
      end = whole
    }
    return Float(text).map { ($0, end) }
  }

  /// Reads the signs at the end of the scalars `range`, which are not in quotes: `~`, then `^2`.
  ///
  /// - Returns: The scalars before the signs; `range` if there are none.
  mutating func takeSuffix(endOf range: Range<Int>, into suffix: inout Suffix) throws(QueryError)
    -> Range<Int>
  {
    var (end, kept) = (range.upperBound, range.upperBound)
    var signs: [Int] = []
    var isTold = false
    while true {
      while end > range.lowerBound, QuerySyntax.followsLoosely(source.scalars[end - 1]) { end -= 1 }
      guard let sign = source.scalars[range.lowerBound..<end].lastIndex(of: "^"),
        sign > range.lowerBound
      else { break }
      if sign + 1 == end {
        if !isTold {
          try report(at: sign) {
            .misplacedSign("^", column: $0, expected: Self.expected(by: "^"))
          }
        }
        isTold = true
      } else if isBoost(sign..<end) {
        signs.append(sign)
      } else {
        break
      }
      (end, kept) = (sign, sign)
    }
    for sign in signs.reversed() { _ = try takeBoost(at: sign, end: source.count, into: &suffix) }
    if let (edits, sign) = try edits(endOf: range.lowerBound..<end) {
      suffix.edits = edits
      suffix.tilde = sign
      kept = sign
    }
    return range.lowerBound..<kept
  }

  /// The edits that a `~` at the end of `range` says, and where it stands.
  private mutating func edits(endOf range: Range<Int>) throws(QueryError) -> (Int, sign: Int)? {
    guard let sign = source.scalars[range].lastIndex(of: "~"), sign > range.lowerBound else {
      return nil
    }
    if sign + 1 == range.upperBound { return (-1, sign) }
    guard let (number, end) = wholeNumber(from: sign + 1), end == range.upperBound else {
      return nil
    }
    if number > 2 {
      try report(at: sign) {
        .numberOutOfRange(
          "~", column: $0, "more than 2", expected: "1 or 2", example: "مستشفى~1")
      }
    }
    return (min(number, 2), sign)
  }
}
