/// What the interface says, in one language.
struct PageTexts: Sendable {
  let search, query, advanced, concordance, trends, home, otherLanguage, otherLanguageCode: String
  let from, to, sort, best, newest, oldest, apply, folded, skip: String
  let filters, remove, timeline, asTable, period, documents, undated, more, others: String
  let next, previous, pages, similar, sameDay, cite, copy, copied, open: String
  let relatedWords, searchedFor, didYouMean, otherKeyboard, arabizi: String
  let nothing, nothingAdvice, pastEnd, timedOut, unreached, withoutFilters, partial, welcome,
    welcomeHint: String
  let export, permalink, citation, sameAs, details, untitled: String
  let all, phrase, any, none, near, inTitle, beginning, exact, rest, orWord, advancedHint: String
  let copies, reasons, morePassages, onePassage, archives: String
  let before, match, after, order, byDocument, byBefore, byAfter, occurrences: String
  let unit, year, month, week, weekStart, day, perMillion, compare, calendar: String
  let gregorian, hijri: String
  let overloaded, silent, problem, missing, backHome, noDates, oldestEnd, newestEnd: String
  let sortedLines: String
  let closed, closedAdvice, again, noArticle, noArchive, misspelled: String
  let fields: [String: String]
  /// How a word of a text may meet one of a query.
  let levels: [String: String]
  let gregorianMonths: [String]
  let hijriMonths: [String]

  static let arabic = PageTexts(
    search: "ابحث", query: "نص البحث", advanced: "بحث متقدم", concordance: "الكشاف السياقي",
    trends: "عبر الزمن", home: "الصفحة الأولى", otherLanguage: "English",
    otherLanguageCode: "en", from: "من", to: "إلى", sort: "الترتيب", best: "الأوفق",
    newest: "الأحدث",
    oldest: "الأقدم", apply: "طبّق", folded: "اطوِ النسخ المتشابهة", skip: "إلى النتائج",
    filters: "تضييق النتائج", remove: "أزل", timeline: "النتائج عبر الزمن", asTable: "في جدول",
    period: "الفترة", documents: "الوثائق", undated: "بلا تاريخ", more: "أظهر المزيد",
    others: "غيرها", next: "التالي", previous: "السابق", pages: "صفحات النتائج",
    similar: "مقالات مشابهة",
    sameDay: "من اليوم نفسه", cite: "اقتبس", copy: "انسخ الاقتباس", copied: "نُسخ",
    open: "المصدر الأصلي", relatedWords: "فيه كلمات من الجذر نفسه", searchedFor: "بُحث عن",
    didYouMean: "هل تقصد", otherKeyboard: "بلوحة المفاتيح الأخرى",
    arabizi: "بالحروف العربية", nothing: "لا نتائج",
    nothingAdvice: "جرّب كلمات أقل أو غيرها، أو اكتب الكلمة بلا سوابق.",
    pastEnd: "هذه الصفحة بعد آخر النتائج",
    timedOut: "انتهى الوقت قبل العثور على شيء. أعد البحث، أو ابحث عن لفظ أقل ورودًا.",
    unreached:
      "انتهى الوقت قبل الوصول إلى هذه الصفحة. ارجع إلى ما قبلها، أو ابحث عن لفظ أقل ورودًا.",
    withoutFilters: "ابحث بلا قيود", partial: "انتهى الوقت قبل إتمام البحث؛ قد تنقص نتائج أفضل.",
    welcome: "ابحث في الأرشيف",
    welcomeHint: "اكتب كلمات، أو عبارة بين علامتي «…»، وضع + قبل ما يجب و- قبل ما لا تريد.",
    export: "نزّل النتائج", permalink: "رابط دائم", citation: "الاقتباس", sameAs: " الموافق ",
    details: "بيانات المقال",
    untitled: "بلا عنوان", all: "كل هذه الكلمات", phrase: "هذه العبارة بعينها",
    any: "أيّ من هذه الكلمات",
    none: "من دون هذه الكلمات", near: "متقاربة (حتى خمس كلمات بينها)", inTitle: "في العنوان",
    beginning: "كلمة تبدأ بـ", exact: "بهذا الرسم تمامًا", rest: "وما عدا ذلك، بلغة البحث",
    orWord: "أو",
    advancedHint: "كل خانة تُكتب في لغة البحث، وتظهر في خانة البحث فتتعلمها.",
    copies: "نُشر أيضًا في", reasons: "لماذا هذه النتيجة؟",
    morePassages: "مقاطع أكثر لكل نتيجة", onePassage: "مقطع واحد لكل نتيجة",
    archives: "الأرشيفات",
    before: "قبلها", match: "الكلمة", after: "بعدها", order: "ترتيب الأسطر", byDocument: "الوثائق",
    byBefore: "ما قبلها", byAfter: "ما بعدها", occurrences: "المواضع", unit: "الوحدة", year: "سنة",
    month: "شهر", week: "أسبوع", weekStart: "أول أيام الأسبوع", day: "يوم",
    perMillion: "في كل مليون كلمة", compare: "قارن بـ",
    calendar: "التقويم",
    gregorian: "ميلادي", hijri: "هجري", overloaded: "الأرشيف مزدحم الآن. أعد المحاولة بعد ثوانٍ.",
    silent: "الأرشيف لا يجيب الآن. أعد المحاولة بعد ثوانٍ.",
    problem: "تعذّر هذا الطلب", missing: "لا شيء في هذا العنوان", backHome: "عُد إلى البحث",
    noDates: "لا تواريخ في هذا الأرشيف.", oldestEnd: "الأقدم", newestEnd: "الأحدث",
    sortedLines: "سطر", closed: "هذا الأرشيف مغلق",
    closedAdvice: "لا يُفتح إلا لمن له مفتاح. اطلب الإذن من القائمين عليه، ثم أعد المحاولة.",
    again: "أعد المحاولة",
    noArticle: "لا يذكر هذا العنوان أيّ مقال. ابحث عن المقال، ثم افتحه من النتائج.",
    noArchive: "ليس هنا أرشيف بهذا الاسم. اختر أحد هذه:",
    misspelled: "تُكتب العناوين هنا بأحرف صغيرة ومن دون شرطة في آخرها. لعلك تريد هذا العنوان:",
    fields: [
      "source": "المصدر", "author": "الكاتب", "section": "القسم", "tags": "الوسوم",
      "language": "اللغة", "url": "الرابط", "date": "التاريخ", "title": "العنوان", "body": "النص",
      "related": "اقرأ أيضًا",
    ],
    levels: [
      "form": "الكلمة نفسها", "stem": "من الجذع نفسه", "root": "من الجذر نفسه",
      "term": "الكلمة نفسها",
    ],
    gregorianMonths: [
      "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر",
      "نوفمبر", "ديسمبر",
    ],
    hijriMonths: [
      "محرم", "صفر", "ربيع الأول", "ربيع الآخر", "جمادى الأولى", "جمادى الآخرة", "رجب", "شعبان",
      "رمضان", "شوال", "ذو القعدة", "ذو الحجة",
    ])

  static let english = PageTexts(
    search: "Search", query: "Query", advanced: "Advanced search", concordance: "Concordance",
    trends: "Over time", home: "Home", otherLanguage: "العربية", otherLanguageCode: "ar",
    from: "From", to: "To", sort: "Sort", best: "Best first", newest: "Newest", oldest: "Oldest",
    apply: "Apply", folded: "Fold copies of a story", skip: "Skip to the results",
    filters: "Narrow the results", remove: "Remove", timeline: "Results over time",
    asTable: "As a table", period: "Period", documents: "Documents", undated: "Undated",
    more: "Show more", others: "others", next: "Next", previous: "Previous",
    pages: "Pages of results", similar: "Similar articles", sameDay: "Of the same day",
    cite: "Cite", copy: "Copy the citation", copied: "Copied", open: "Original source",
    relatedWords: "It has words of the same root", searchedFor: "Searched for",
    didYouMean: "Did you mean",
    otherKeyboard: "With the other keyboard", arabizi: "In Arabic letters",
    nothing: "No results",
    nothingAdvice: "Try fewer or other words, or a word without its prefixes.",
    pastEnd: "This page is behind the last result",
    timedOut:
      "Time ran out before anything was found. Try again, or look for something that occurs less "
      + "often.",
    unreached:
      "Time ran out before this page was reached. Go back, or look for something that occurs less "
      + "often.",
    withoutFilters: "Search without the filters",
    partial: "Time ran out before the search was complete; better results may be missing.",
    welcome: "Search the archive",
    welcomeHint:
      "Type words, or a phrase in quotes; + before what must be there, - before what must not.",
    export: "Download the results", permalink: "Permanent link", citation: "Citation",
    sameAs: " / ", details: "About the article", untitled: "Untitled",
    all: "All of these words", phrase: "This phrase", any: "Any of these words",
    none: "None of these words", near: "Near each other (at most five words between)",
    inTitle: "In the title", beginning: "A word that begins with", exact: "Spelled exactly so",
    rest: "Anything else, in the query language",
    orWord: "or",
    advancedHint:
      "Each line is written in the query language and shown in the box: so you can learn it.",
    copies: "Also printed as", reasons: "Why this result?",
    morePassages: "More passages of each result", onePassage: "One passage of each result",
    archives: "Archives",
    before: "Before", match: "Match", after: "After", order: "Order of lines",
    byDocument: "Documents", byBefore: "What comes before", byAfter: "What comes after",
    occurrences: "Occurrences", unit: "Unit", year: "Year", month: "Month", week: "Week",
    weekStart: "First day of the week", day: "Day", perMillion: "in a million words",
    compare: "Compare with", calendar: "Calendar",
    gregorian: "Gregorian", hijri: "Hijri",
    overloaded: "The archive is busy at the moment. Try again in a few seconds.",
    silent: "The archive does not answer at the moment. Try again in a few seconds.",
    problem: "This request failed", missing: "Nothing is at this address",
    backHome: "Back to the search", noDates: "This archive has no dates.", oldestEnd: "Oldest",
    newestEnd: "Newest",
    sortedLines: "lines", closed: "This archive is closed",
    closedAdvice:
      "Only those who have a key can open it. Ask whoever runs it to let you in, then try again.",
    again: "Try again",
    noArticle:
      "This address does not say which article. Look for it, and open it from the results.",
    noArchive: "No archive has this name. Choose one of these:",
    misspelled:
      "Addresses are written in small letters here, without a slash at the end. Perhaps you want:",
    fields: [
      "source": "Source", "author": "Author", "section": "Section", "tags": "Tags",
      "language": "Language", "url": "Address", "date": "Date", "title": "Title", "body": "Text",
      "related": "Related",
    ],
    levels: [
      "form": "the same word", "stem": "the same stem", "root": "the same root",
      "term": "the same word",
    ],
    gregorianMonths: [
      "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December",
    ],
    hijriMonths: [
      "Muharram", "Safar", "Rabi I", "Rabi II", "Jumada I", "Jumada II", "Rajab", "Shaban",
      "Ramadan", "Shawwal", "Dhu al-Qada", "Dhu al-Hijja",
    ])
}
