/// The rules that `fihrist analyze` names. The raw values are stable: scripts may rely on them.
enum Rule: String, CaseIterable, Sendable {
  // Letters.
  case expandPresentationForm = "expand-presentation-form"
  case stripMarks = "strip-marks"
  case stripTatweel = "strip-tatweel"
  case stripControls = "strip-controls"
  case composeHamza = "compose-hamza"
  case foldHamzaAlef = "fold-hamza-alef"
  case foldAlefMaksura = "fold-alef-maksura"
  case foldTehMarbuta = "fold-teh-marbuta"
  case foldYeh = "fold-yeh"
  case foldHeh = "fold-heh"
  case foldKaf = "fold-kaf"
  case lowerCase = "lower-case"
  case foldAccents = "fold-accents"
  case foldWidth = "fold-width"

  // Numbers, and signs inside words.
  case foldDigits = "fold-digits"
  case foldDecimalSeparator = "fold-decimal-separator"
  case dropGroupSeparator = "drop-group-separator"
  case splitNumber = "split-number"
  case stripOrdinal = "strip-ordinal"
  case stripPossessive = "strip-possessive"
  case dropApostrophe = "drop-apostrophe"
  case joinInitials = "join-initials"
  case cutLongWord = "cut-long-word"

  // Affixes.
  case stemPrefixWaw = "stem-prefix-و"
  case stemPrefixAl = "stem-prefix-ال"
  case stemPrefixWal = "stem-prefix-وال"
  case stemPrefixBal = "stem-prefix-بال"
  case stemPrefixKal = "stem-prefix-كال"
  case stemPrefixFal = "stem-prefix-فال"
  case stemPrefixLil = "stem-prefix-لل"
  case stemPrefixBeh = "stem-prefix-ب"
  case stemPrefixLam = "stem-prefix-ل"
  case stemPrefixKaf = "stem-prefix-ك"
  case stemPrefixFeh = "stem-prefix-ف"
  case stemSuffixHa = "stem-suffix-ها"
  case stemSuffixAn = "stem-suffix-ان"
  case stemSuffixAt = "stem-suffix-ات"
  case stemSuffixWn = "stem-suffix-ون"
  case stemSuffixYn = "stem-suffix-ين"
  case stemSuffixYh = "stem-suffix-يه"
  case stemSuffixH = "stem-suffix-ه"
  case stemSuffixY = "stem-suffix-ي"

  // Stop lists.
  case stopWord = "stop-word"
  case queryStopWord = "query-stop-word"
}
