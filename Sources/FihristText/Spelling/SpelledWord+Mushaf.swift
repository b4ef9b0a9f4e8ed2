// The spelling of the Koran, which writes some long vowels as small letters above the line.

extension SpelledWord {
  /// Respells the word as it is written outside the Koran.
  ///
  /// - Returns: Whether anything changed.
  mutating func respellMushaf() -> Bool {
    let before = letters
    seatHamzas()
    writeSmallAlefs()
    writeSmallYehs()
    seatBetweenFathas()
    writeSilentAlef()
    dropInitialHamza()
    return letters.map(\.scalar) != before.map(\.scalar)
  }

  /// Gives a hamza over a tatweel the seat that its vowel asks for: ٱلْـَٔاخِرَة, أَفْـِٔدَة.
  private mutating func seatHamzas() {
    for index in letters.indices where letters[index].marks.contains(.hamza) {
      let marks = letters[index].marks
      let isAfterYeh = letter(index - 1).map {
        $0.scalar == SpelledLetter.yeh || $0.scalar == SpelledLetter.alefMaksura
      }
      letters[index].marks.remove(.hamza)
      if isAfterYeh == true || marks.contains(.kasra) {
        letters[index].scalar = SpelledLetter.yehHamza
      } else if marks.contains(.damma) {
        letters[index].scalar = SpelledLetter.wawHamza
      } else if letter(index + 1)?.scalar != SpelledLetter.alef {
        letters[index].scalar = SpelledLetter.alefHamza
      }
    }
    // What is left is before ا, and the two are آ.
    for index in letters.indices.reversed()
    where letters[index].scalar == SpelledLetter.hamza && letters[index].marks.contains(.fatha)
      && index > 0 && letter(index + 1)?.scalar == SpelledLetter.alef
      && index + 2 < letters.count && !letters[index - 1].isAlef
    {
      letters.remove(at: index)
    }
  }

  private mutating func writeSmallAlefs() {
    let isVowelled = letters.contains { !$0.marks.isDisjoint(with: .vowels) }
    var index = 0
    while index < letters.count {
      defer { index += 1 }
      guard letters[index].marks.contains(.smallAlef) else { continue }
      letters[index].marks.remove(.smallAlef)
      let next = letter(index + 1)
      switch letters[index].scalar {
      case SpelledLetter.alefMaksura:
        // هَدَىٰنَا, but موسىٰ.
        if next != nil { letters[index].scalar = SpelledLetter.alef }
      case SpelledLetter.waw where isAlefSeat(index, isVowelled: isVowelled):
        // صَلَوٰة and رِبَوٰا, but سَمَٰوَٰت.
        if next?.isAlef == true {
          letters.remove(at: index)
        } else {
          letters[index].scalar = SpelledLetter.alef
        }
      case SpelledLetter.alef, SpelledLetter.alefHamza: break
      default:
        guard next?.isAlef != true, !isWrittenWithoutAlef(upTo: index) else { continue }
        let alef = SpelledLetter(scalar: SpelledLetter.alef, offset: letters[index].offset)
        letters.insert(alef, at: index + 1)
        index += 1
      }
    }
  }

  /// Whether the و at `index` is read as the alef that stands on it.
  private func isAlefSeat(_ index: Int, isVowelled: Bool) -> Bool {
    guard letters[index].marks.isDisjoint(with: .vowels), let next = letter(index + 1) else {
      return false
    }
    return isVowelled || next.scalar == SpelledLetter.tehMarbuta || next.isAlef
  }

  /// What is written without alef today although it is read: the letters up to and including the
  /// one with the small alef, without و and ف before them, and what may follow.
  private static let withoutAlef: [(letters: String, rest: [String])] = [
    ("ه", ["ذا", "ذه", "ذان", "ذين", "ؤلاء", "كذا", "ذي"]),
    ("ذ", ["لك", "لكم", "لكما", "لكن"]),
    ("ل", ["كن", "كنا", "كنه", "كنها", "كنهم", "كني", "كنكم"]), ("اول", ["ئك", "ئكم"]),
    ("رحم", ["ن"]),
    ("ال", ["ه", "هنا", "هكم", "هين", "هك", "هه", "هي", "هها", "هم"]), ("الل", ["ه", "هم"]),
    ("لل", ["ه"]), ("ط", ["ه"]),
  ]

  private func isWrittenWithoutAlef(upTo index: Int) -> Bool {
    func text(_ range: Range<Int>) -> String {
      String(
        String.UnicodeScalarView(
          letters[range].compactMap { letter in
            Unicode.Scalar(letter.isAlef ? SpelledLetter.alef : letter.scalar)
          }))
    }
    let head = text(0..<index + 1)
    let rest = text(index + 1..<letters.count)
    let prefixes = ["", "و", "ف", "ب", "ك", "ل", "ال", "وال", "بال", "لل"]
    return Self.withoutAlef.contains { entry in
      entry.rest.contains(rest) && prefixes.contains { $0 + entry.letters == head }
    }
  }

  /// Writes a small yeh inside a word (إِبْرَٰهِۦم) and a small waw after و (يَلْوُۥن); at its end
  /// they are only sounds (بِهِۦ, لَهُۥ).
  private mutating func writeSmallYehs() {
    for index in letters.indices.dropLast().reversed() {
      let marks = letters[index].marks
      let scalar: UInt32
      if marks.contains(.smallYeh) {
        scalar = SpelledLetter.yeh
      } else if marks.contains(.smallWaw), letters[index].scalar == SpelledLetter.waw {
        scalar = SpelledLetter.waw
      } else {
        continue
      }
      letters.insert(SpelledLetter(scalar: scalar, offset: letters[index].offset), at: index + 1)
    }
  }

  /// أَرَءَيْتَ is أرأيت.
  private mutating func seatBetweenFathas() {
    for index in letters.indices.dropFirst().dropLast()
    where letters[index].scalar == SpelledLetter.hamza && letters[index].marks.contains(.fatha) {
      let isShort = letters[index - 1].marks.contains(.fatha) && !letters[index - 1].isAlef
      if isShort, letter(index + 1)?.scalar == SpelledLetter.yeh {
        letters[index].scalar = SpelledLetter.alef
      }
    }
  }

  /// جَآءُو is جاءوا.
  private mutating func writeSilentAlef() {
    let last = letters.count - 1
    guard last >= 2, letters[last].scalar == SpelledLetter.waw, letters[last - 2].isAlef,
      letters[last - 1].scalar == SpelledLetter.hamza, letters[last - 1].marks.contains(.damma)
    else { return }
    letters.append(SpelledLetter(scalar: SpelledLetter.alef, offset: letters[last].offset))
  }

  /// ءَامَنوا is آمنوا, also behind prefixes: ٱلْءَاخِرَة, لِءَادَم.
  private mutating func dropInitialHamza() {
    let index = procliticCount
    guard letter(index)?.scalar == SpelledLetter.hamza, let next = letter(index + 1) else { return }
    if next.isAlef {
      letters.remove(at: index)
    } else if index == 0 {
      letters[index].scalar = SpelledLetter.alef
    }
  }

  /// How many letters at the start are a vocative that today is a word of its own: يَٰأيها, يَٰقوم,
  /// also after و or ف, and هَٰأنتم. Asked before ``respellMushaf()``.
  var vocativeCount: Int {
    for start in 0..<2 where start + 1 < letters.count {
      let isCalling = letters[start].scalar == SpelledLetter.yeh
      let isPointing =
        letters[start].scalar == SpelledLetter.heh
        && letters[start + 1].scalar == SpelledLetter.alefHamza
      if isCalling || isPointing, letters[start].marks.contains(.smallAlef) { return start + 1 }
      guard letters[start].scalar == SpelledLetter.waw || letters[start].scalar == 0x641 else {
        break
      }
    }
    return 0
  }
}
