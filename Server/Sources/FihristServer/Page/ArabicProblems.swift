/// What a page says in Arabic of a request that failed.
enum ArabicProblems {
  /// The reason, in whole sentences.
  static func text(_ code: Problem.Code) -> String {
    switch code {
    case .badRequest: "تعذّرت قراءة الطلب؛ عنوان الصفحة غير مكتوب كما ينبغي."
    case .querySyntax: "في نص البحث ما لا يُفهم. صحّحه ثم أعد البحث."
    case .queryLimit: "نص البحث أطول مما يُقبل، أو كلماته أكثر مما يُقبل. اختصره ثم أعد البحث."
    case .unknownParameter: "في عنوان الصفحة اسم لا تعرفه هذه الصفحة."
    case .badParameter: "في خانات البحث أو في عنوان الصفحة قيمة لا تصح. صحّحها ثم أعد البحث."
    case .cursorExpired: "انتهت صلاحية هذه الصفحة من النتائج. أعد البحث من أوله."
    case .notFound: "ليس في الأرشيف ما طُلب. لعله حُذف، أو في عنوان الصفحة خطأ."
    case .methodNotAllowed: "لا تُطلب هذه الصفحة بهذه الطريقة."
    case .unauthorized: "لا يُفتح هذا الأرشيف إلا بمفتاح."
    case .forbidden: "المفتاح لا يسمح بهذا الطلب."
    case .tooLarge: "الطلب أطول مما يقرؤه الخادم. اختصر نص البحث."
    case .rateLimited: "الطلبات متتابعة بسرعة. انتظر ثانية ثم أعد المحاولة."
    case .busy: "تجري كتابة أخرى في الأرشيف. أعد المحاولة بعد قليل."
    case .overloaded: "عمليات البحث كثيرة الآن. أعد المحاولة بعد ثوانٍ."
    case .draining: "الخادم على وشك التوقف. أعد المحاولة بعد قليل."
    case .unsupported: "لا يجيب هذا الأرشيف عن هذا الطلب."
    case .brokerUnavailable: "الأجهزة التي تحفظ الأرشيف لا تجيب. أعد المحاولة بعد ثوانٍ."
    case .brokerFault, .fault: "وقع خلل في الخادم. أعد المحاولة، وأخبر القائمين عليه."
    }
  }

  /// How dates are written: words, each with the date that follows it. A date is read from left to
  /// right wherever it stands.
  static let dates = [
    ("اكتب التاريخ على مثال ", "2015"), (" أو ", "2015-07"), (" أو ", "2015-07-21"),
    ("، أو بالهجري ", "1436-10"),
  ]
}
