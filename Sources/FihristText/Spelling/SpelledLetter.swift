/// A letter of a written word, with the marks on it that tell how the word is spelled today.
struct SpelledLetter: Equatable {
  /// The letter; U+0640 for a tatweel that carries marks.
  var scalar: UInt32
  var marks: Marks = []
  /// Where it starts in the word, in bytes.
  var offset = 0

  struct Marks: OptionSet {
    let rawValue: UInt8
    static let fatha = Marks(rawValue: 1 << 0)
    static let damma = Marks(rawValue: 1 << 1)
    static let kasra = Marks(rawValue: 1 << 2)
    /// Two vowel marks, which end a word.
    static let tanween = Marks(rawValue: 1 << 3)
    static let smallAlef = Marks(rawValue: 1 << 4)
    static let smallWaw = Marks(rawValue: 1 << 5)
    static let smallYeh = Marks(rawValue: 1 << 6)
    static let hamza = Marks(rawValue: 1 << 7)

    static let vowels: Marks = [.fatha, .damma, .kasra, .tanween]

    /// The mark of `scalar`, or none.
    init(_ scalar: UInt32) {
      switch scalar {
      case 0x64B...0x64D: self = .tanween
      case 0x64E: self = .fatha
      case 0x64F: self = .damma
      case 0x650: self = .kasra
      case 0x654: self = .hamza
      case 0x670: self = .smallAlef
      case 0x6E5: self = .smallWaw
      case 0x6E6, 0x6E7: self = .smallYeh
      default: self = []
      }
    }

    init(rawValue: UInt8) { self.rawValue = rawValue }
  }
}

extension SpelledLetter {
  static let hamza: UInt32 = 0x621
  static let alefMadda: UInt32 = 0x622
  static let alefHamza: UInt32 = 0x623
  static let wawHamza: UInt32 = 0x624
  static let alefHamzaBelow: UInt32 = 0x625
  static let yehHamza: UInt32 = 0x626
  static let alef: UInt32 = 0x627
  static let tehMarbuta: UInt32 = 0x629
  static let teh: UInt32 = 0x62A
  static let seen: UInt32 = 0x633
  static let sheen: UInt32 = 0x634
  static let tatweel: UInt32 = 0x640
  static let lam: UInt32 = 0x644
  static let meem: UInt32 = 0x645
  static let noon: UInt32 = 0x646
  static let heh: UInt32 = 0x647
  static let waw: UInt32 = 0x648
  static let alefMaksura: UInt32 = 0x649
  static let yeh: UInt32 = 0x64A
  static let alefWasla: UInt32 = 0x671

  /// Whether it is an alef, with or without a sign on it.
  var isAlef: Bool {
    switch scalar {
    case Self.alef, Self.alefMadda, Self.alefHamza, Self.alefHamzaBelow, Self.alefWasla: true
    default: false
    }
  }

  /// Whether it is ة or ه, which people type for it.
  var mayBeTehMarbuta: Bool { scalar == Self.tehMarbuta || scalar == Self.heh }
}
