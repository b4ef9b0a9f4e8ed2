/// Words that may surround a date, folded as ``DateToken`` folds them.
enum DateWords {
  /// Weekdays, parts of the day, time zones, prepositions and ordinal endings: they change nothing.
  static let harmless: Set<String> = Set(
    """
    الاحد احد الاثنين اثنين الثلاثاء ثلاثاء الاربعاء اربعاء الخميس خميس الجمعه جمعه السبت سبت يوم
    sunday sun monday mon tuesday tue tues wednesday wed thursday thu thur thurs friday fri
    saturday sat
    st nd rd th of on at the t z م ص مساء صباحا ظهرا عصرا ليلا فجرا am pm a p
    gmt utc est edt cst cdt mst mdt pst pdt cet cest bst eet eest ast msk ist
    الساعه ساعه بتوقيت توقيت غرينتش جرينتش مكه المكرمه القاهره بيروت بغداد في من لعام عام سنه
    بتاريخ تاريخ
    ميلادي ميلاديه للميلاد ad ce
    """.split(whereSeparator: \.isWhitespace).map(String.init)
  )

  /// Words that say that the year is a Hijri one.
  static let hijri: Set<String> = ["ه", "هجري", "هجريه", "للهجره", "ah"]

  /// The word between a Hijri date and its Gregorian one.
  static let corresponding: Set<String> = ["الموافق", "الموافقه", "موافق"]
}
