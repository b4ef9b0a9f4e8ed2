// The seats of hamza that differ by region and habit.

extension SpelledWord {
  /// Gives hamzas one seat where several are usual for the same word.
  ///
  /// - Returns: Whether anything changed.
  mutating func respellHamza() -> Bool {
    let before = letters
    let start = procliticCount
    for index in letters.indices {
      seatBeforeWaw(index, from: start)
      seatBeforeYeh(index)
    }
    seatAtEnd(from: start)
    seatAfterYeh()
    writeHundred(from: start)
    dropSeat(at: start)
    return letters != before
  }

  /// ئو and ءو become ؤو: مسئول, شئون, رءوس. Before the endings ون and وا, what precedes decides,
  /// so that the word keeps the hamza that it has without them: جاؤوا as جاء, يقرؤون as يقرأ, but
  /// قارئون as قارئ.
  private mutating func seatBeforeWaw(_ index: Int, from start: Int) {
    let scalar = letters[index].scalar
    guard [SpelledLetter.hamza, SpelledLetter.wawHamza, SpelledLetter.yehHamza].contains(scalar),
      index > 0, letter(index + 1)?.scalar == SpelledLetter.waw, let next = letter(index + 2)
    else { return }
    let isLast = index + 3 == letters.count
    guard isLast && (next.scalar == SpelledLetter.noon || next.scalar == SpelledLetter.alef) else {
      if letters[index - 1].isAlef {
        if scalar == SpelledLetter.wawHamza { letters[index].scalar = SpelledLetter.hamza }
      } else if next.scalar != SpelledLetter.yeh {
        // But رئوي and مئوي are of رئة and مئة.
        letters[index].scalar = SpelledLetter.wawHamza
      }
      return
    }
    let previous = letters[index - 1]
    if previous.isAlef || previous.scalar == SpelledLetter.waw {
      if scalar == SpelledLetter.wawHamza { letters[index].scalar = SpelledLetter.hamza }
    } else if index - start <= 1, next.scalar == SpelledLetter.noon {
      letters[index].scalar = SpelledLetter.wawHamza
    } else if index == 1 {
      return
    } else if previous.marks.contains(.kasra) {
      letters[index].scalar = SpelledLetter.yehHamza
    } else if scalar != SpelledLetter.yehHamza, previous.scalar != SpelledLetter.yeh {
      letters[index].scalar = SpelledLetter.alef
    }
  }

  /// اءي becomes ائي (إسراءيل), but not before the ending ين.
  private mutating func seatBeforeYeh(_ index: Int) {
    guard letters[index].scalar == SpelledLetter.hamza, index > 0, letters[index - 1].isAlef,
      letter(index + 1)?.scalar == SpelledLetter.yeh, index + 2 < letters.count
    else { return }
    let isEnding = index + 3 == letters.count && letters[index + 2].scalar == SpelledLetter.noon
    if !isEnding { letters[index].scalar = SpelledLetter.yehHamza }
  }

  /// ىء after a longer word is ئ (مبادىء, شاطىء), after a short one يء (شىء, بطىء); شئ is شيء, and
  /// سيء is سيئ.
  private mutating func seatAtEnd(from start: Int) {
    let last = letters.count - 1
    guard last > start else { return }
    let previous = letters[last - 1].scalar
    let isAfterYeh = previous == SpelledLetter.yeh || previous == SpelledLetter.alefMaksura
    switch letters[last].scalar {
    case SpelledLetter.hamza where isAfterYeh:
      let before = last - 1 - start
      let isBad = before == 1 && letters[start].scalar == SpelledLetter.seen
      if isBad || (previous == SpelledLetter.alefMaksura && endsInSeat(before)) {
        if previous == SpelledLetter.alefMaksura, !isBad { letters.remove(at: last - 1) }
        letters[letters.count - 1].scalar = SpelledLetter.yehHamza
      } else {
        letters[last - 1].scalar = SpelledLetter.yeh
      }
    case SpelledLetter.yehHamza
    where isAfterYeh && last - start == 2 && letters[start].scalar == SpelledLetter.sheen:
      letters[last].scalar = SpelledLetter.hamza
    case SpelledLetter.yehHamza where last - start == 1:
      let isThing = letters[start].scalar == SpelledLetter.sheen
      guard isThing || letters[start].scalar == SpelledLetter.seen else { return }
      letters[last].scalar = SpelledLetter.yeh
      let seat = isThing ? SpelledLetter.hamza : SpelledLetter.yehHamza
      letters.append(SpelledLetter(scalar: seat, offset: letters[last].offset))
    default: break
    }
  }

  /// Whether ىء after `count` letters stands for ئ: at the end of سيىء, of the pattern of قارىء, or
  /// of a word of five letters and more.
  private func endsInSeat(_ count: Int) -> Bool {
    count >= 3 || letter(letters.count - 4)?.isAlef == true
      || (count == 2 && letters[letters.count - 3].scalar == SpelledLetter.yeh)
  }

  /// هيأة is هيئة, and هيآت هيئات.
  private mutating func seatAfterYeh() {
    let last = letters.count - 1
    guard last >= 3 else { return }
    if letters[last].mayBeTehMarbuta, letters[last - 1].scalar == SpelledLetter.alefHamza,
      letters[last - 2].scalar == SpelledLetter.yeh
    {
      letters[last - 1].scalar = SpelledLetter.yehHamza
    } else if letters[last].scalar == SpelledLetter.teh,
      letters[last - 1].scalar == SpelledLetter.alefMadda,
      letters[last - 2].scalar == SpelledLetter.yeh
    {
      letters[last - 1].scalar = SpelledLetter.alef
      letters.insert(
        SpelledLetter(scalar: SpelledLetter.yehHamza, offset: letters[last - 1].offset),
        at: last - 1)
    }
  }

  /// مائة is مئة, also behind a number: ثلاثمائة.
  private mutating func writeHundred(from start: Int) {
    guard let meem = letters.indices.first(where: isHundred) else { return }
    let before = meem - start
    let isNumber = before == 0 || (before >= 2 && Self.hundreds.contains(text(start..<meem)))
    if isNumber { letters.remove(at: meem + 1) }
  }

  private static let hundreds: Set<String> = [
    "ثلاث", "أربع", "اربع", "خمس", "ست", "سبع", "ثمان", "ثماني", "تسع",
  ]

  /// Whether مائة, or مائت with an ending, starts at `index`.
  private func isHundred(_ index: Int) -> Bool {
    guard index + 3 < letters.count, letters[index].scalar == SpelledLetter.meem,
      letters[index + 1].scalar == SpelledLetter.alef,
      letters[index + 2].scalar == SpelledLetter.yehHamza
    else { return false }
    let isLast = index + 4 == letters.count
    let end = letters[index + 3]
    return end.mayBeTehMarbuta ? isLast : end.scalar == SpelledLetter.teh
  }

  private func text(_ range: Range<Int>) -> String {
    String(String.UnicodeScalarView(letters[range].compactMap { Unicode.Scalar($0.scalar) }))
  }

  /// مؤ at the start is مو, as many type it: مؤتة, مؤسسة.
  private mutating func dropSeat(at start: Int) {
    guard start + 2 < letters.count, letters[start].scalar == SpelledLetter.meem,
      letters[start + 1].scalar == SpelledLetter.wawHamza
    else { return }
    letters[start + 1].scalar = SpelledLetter.waw
  }
}
