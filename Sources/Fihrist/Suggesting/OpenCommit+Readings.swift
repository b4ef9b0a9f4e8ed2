internal import FihristText

extension OpenCommit {
  /// How many documents match a text in the query language, and a filter; `nil` if time ran out.
  func total(
    of text: String, _ filter: String?, until deadline: SearchDeadline
  ) throws -> Int? {
    let read = try read(.text(text), filter: filter.map { .text($0) }, .lenient)
    let found = try matches(of: read, until: deadline)
    return found.stopReason == nil ? found.count : nil
  }

  /// For each word of `text` that hardly occurs, the word that was probably meant.
  func replacements(
    in text: String, until deadline: SearchDeadline
  ) throws -> [WordReplacement] {
    let parsed = ParsedQuery(text, analyzer: analyzer, fields: fields)
    var words: [TypedWord] = []
    add(parsed.clauses, of: text, to: &words)
    words.sort { $0.range.lowerBound < $1.range.lowerBound }
    var replacements: [WordReplacement] = []
    for (index, word) in words.enumerated() where deadline.reason == nil {
      let others = words.indices.filter { $0 != index && !words[$0].word.isStopWord }
        .compactMap { words[$0].word.term }
      guard
        let meant = try correction(
          of: word.word, written: word.written,
          in: WordContext(
            previous: index > 0 ? words[index - 1].word.term : nil,
            next: index + 1 < words.count ? words[index + 1].word.term : nil, others: others))
      else { continue }
      replacements.append(WordReplacement(range: word.range, text: meant))
    }
    return replacements
  }

  /// A word of a query.
  private struct TypedWord {
    var word: QueryWord
    /// Where it is, in bytes of the text.
    var range: Range<Int>
    var written: String
  }

  private func add(
    _ clauses: [ParsedQuery.Clause], of text: String, to words: inout [TypedWord]
  ) {
    for clause in clauses where clause.occur != .mustNot {
      switch clause.node.content {
      case .group(let inner, _): add(inner, of: text, to: &words)
      case .term, .word, .phrase:
        let start = clause.node.range.lowerBound
        let bytes = Array(Array(text.utf8)[clause.node.range])
        for word in analyzer.queryWords(in: String(decoding: bytes, as: UTF8.self)) {
          words.append(
            TypedWord(
              word: word, range: start + word.range.lowerBound..<start + word.range.upperBound,
              written: String(decoding: bytes[word.range], as: UTF8.self)))
        }
      default: break
      }
    }
  }

  /// `text` as the other keyboard writes it, if the archive has all its words then.
  func keyboardReading(of text: String) throws -> String? {
    for layout in [KeyboardLayout.arabic(of:), KeyboardLayout.latin(of:)] {
      guard let reading = layout(text), !Self.hasNewSign(in: reading, of: text),
        keepsWords(of: text, layout)
      else { continue }
      if try hasAllWords(of: reading) { return reading }
    }
    return nil
  }

  /// Whether a sign that was not typed stands before a letter or a digit of a reading: words that
  /// are meant have none there. كوفيد would be `;,td]`.
  private static func hasNewSign(in reading: String, of typed: String) -> Bool {
    let scalars = Array(reading.unicodeScalars)
    return zip(scalars, scalars.dropFirst()).contains { sign, next in
      sign.isASCII && !sign.properties.isAlphabetic && sign != " " && !("0"..."9" ~= sign)
        && (next.properties.isAlphabetic || "0"..."9" ~= next)
        && !typed.unicodeScalars.contains(sign)
    }
  }

  /// Whether each word of `text` may be Arabic in Latin letters.
  func mayBeArabizi(_ text: String) -> Bool {
    text.split(separator: " ").allSatisfy { Arabizi.pattern(of: String($0)) != nil }
  }

  /// `text` in Arabic letters, if each of its words may be one of the archive in Latin letters.
  func arabiziReading(of text: String) throws -> String? {
    var words: [String] = []
    for word in text.split(separator: " ") {
      guard let pattern = Arabizi.pattern(of: String(word)),
        pattern.unicodeScalars.count <= Query.maximumPatternLength,
        let best = try terms(.regularExpression(pattern), limit: 1, by: .frequency).first,
        best.term.unicodeScalars.count > 1
      else { return nil }
      let hasArticle = ["al", "el"].contains(word.prefix(2).lowercased()) && word.count >= 5
      let isWritten = best.term.hasPrefix("ال")
      words.append((hasArticle && !isWritten ? "ال" : "") + (try spelling(of: best.term)))
    }
    return words.isEmpty ? nil : words.joined(separator: " ")
  }

  /// Whether no word of `text` is lost on another keyboard: keys of letters may write marks and
  /// signs there. Keys of signs may also write letters, which makes one word of several.
  private func keepsWords(of text: String, _ layout: (String) -> String?) -> Bool {
    let bytes = Array(text.utf8)
    return analyzer.queryWords(in: text).allSatisfy { word in
      let typed = String(decoding: bytes[word.range], as: UTF8.self)
      return !analyzer.queryWords(in: layout(typed) ?? typed).isEmpty
    }
  }

  /// Whether the archive has all words of `text`, and there are any that queries look for.
  private func hasAllWords(of text: String) throws -> Bool {
    let words = analyzer.queryWords(in: text)
    for word in words where !word.isStopWord {
      guard let term = word.term, try snapshot.documentFrequency(of: Array(term.utf8)) > 0 else {
        return false
      }
    }
    return words.contains { !$0.isStopWord }
  }
}
