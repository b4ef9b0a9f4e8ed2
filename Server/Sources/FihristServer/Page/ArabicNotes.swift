internal import Fihrist

/// What a page says in Arabic of a query that was read leniently.
enum ArabicNotes {
  /// What is said of a first day that is after the last.
  static let turnedRange = "تاريخ «من» بعد تاريخ «إلى»، فلا يصدقان على وثيقة؛ اكتب الأقدم أولًا."

  /// What a note about the filter begins with.
  static let inFilter = "في شرط التصفية: "

  /// Where in its text a note is about.
  static func at(_ column: String) -> String { "(الحرف \(column)): " }

  /// What is said of a kind of note.
  static func text(_ kind: QueryError.Kind) -> String {
    switch kind {
    case .empty: "ليس في نص البحث كلمة يُبحث عنها."
    case .unclosedQuote: "علامة تنصيص بلا نظيرة؛ أُغلقت العبارة في آخر النص."
    case .nestedQuote: "علامة تنصيص داخل عبارة؛ أُهملت."
    case .tooManyTerms: "كلمات البحث كثيرة؛ أُهمل ما زاد منها."
    case .unclosedGroup: "قوس مفتوح بلا نظير؛ أُغلق في آخر النص."
    case .unopenedGroup: "قوس مغلق بلا نظير؛ أُهمل."
    case .tooDeep: "أقواس متداخلة كثيرة؛ بُحث عن أجزائها من دونها."
    case .missingOperand: "أداة بلا كلمة تعود إليها؛ أُهملت."
    case .numberOutOfRange: "عدد خارج حدوده؛ أُخذ أقرب عدد إليه."
    case .badNear: "صيغة NEAR غير تامة؛ بُحث عن كلماتها."
    case .notANumber: "ما بعد الفاصلة في NEAR ليس عددًا؛ عُدّ من الكلمات."
    case .badRange: "مدى غير تام؛ بُحث عنه كلماتٍ."
    case .badPattern: "نمط غير صحيح؛ بُحث عنه كلماتٍ."
    case .misplacedSign: "علامة لا معنى لها في موضعها؛ أُهملت."
    case .unknownField: "ليس في الأرشيف حقل بهذا الاسم؛ بُحث عن النص كلماتٍ."
    case .unsearchableField: "لا يُبحث في هذا الحقل بهذه الطريقة؛ بُحث عن النص كلماتٍ."
    case .cutExpansion: "النمط يصدق على كلمات كثيرة؛ لم يُبحث عنها كلها."
    case .onlyExclusions: "لا يقول البحث إلا ما يُستبعد، فلا يجد شيئًا؛ اكتب * قبله ليجد كل ما سواه."
    case .emptyRange: "مدى لا قيمة فيه؛ اكتب حدّه الأصغر أولًا."
    case .nameRange: "حدّا المدى أسماء؛ قورنت حرفًا حرفًا، والحروف بعد الأرقام."
    case .shortPattern: "النمط قصير بعد «ال»، وكلمات الفهرس بلا أداة تعريف؛ زده حروفًا ليكون أدق."
    case .optionalCondition: "الشرط بلا + لا يلزم؛ ضع + قبله ليلزم."
    }
  }
}
