/// Names and words of other languages that are usual in several spellings, which no rule of letters
/// joins: غوغل and جوجل, ترامب and ترمب, ميليشيا and مليشيا.
enum ForeignSpellings {
  /// The spellings of each name, folded, with `/` behind each name. A word that goes on behind a
  /// spelling is respelled too, but not where `=` stands behind it.
  private static let names = """
    غوغل جوجل قوقل / انستغرام انستجرام انستقرام انستاجرام /
    تلغرام تيليغرام تلجرام تيليجرام تليجرام / تلغراف تلجراف تليغراف تليجراف / هونغ= هونج= /
    كونغ= كونج= / بيونغ= بيونج= / يانغ= يانج= / بينغ= بينج= / هونغكونغ هونجكونج /
    بيونغيانغ بيونجيانج / بنغلادي بنجلادي / انغولا= انجولا= / غامبيا= جامبيا= /
    غواتيمال جواتيمال / باراغوا باراجوا / باراغوي باراجوي / اوروغو اوروجو / نيكاراغو نيكاراجو /
    لوكسمبورغ لوكسمبورج لكسمبورغ لكسمبورج / هامبورغ هامبورج / سالزبورغ سالزبورج /
    ستراسبورغ ستراسبورج / بطرسبورغ بطرسبورج بطرسبرغ بطرسبرج /
    جوهانسبورغ جوهانسبورج جوهانسبرغ جوهانسبرج / فولفسبورغ فولفسبورج /
    نورمبرغ نورمبرج نورنبرغ نورنبرج / كوبنهاغن كوبنهاجن / غوانتانامو جوانتانامو / كونغرس كونجرس /
    كونغو= كونجو= / كونغولي كونجولي / غريفيث جريفيث جريفث غريفث / غراهام جراهام /
    غرينتش غرينيتش جرينتش جرينيتش / غوتيريش غوتيريس جوتيريش جوتيريس / غورباتشوف جورباتشوف /
    غونزاليس جونزاليس غونزاليز جونزاليز / غوميز جوميز / غاريث جاريث / غيتس= جيتس= /
    بلغراد بلجراد / هنغاري هنجاري / شيكاغو شيكاجو / سانتياغو سانتياجو / دييغو دييجو /
    غوارديولا جوارديولا / غريزمان جريزمان / ماغواير ماجواير / بوغبا= بوجبا= /
    سنغافور سنجافور سنقافور / سنغالي= سنجالي= / سنغال= سنجال= / غرينلاند جرينلاند /
    ميغابايت ميجابايت / غيغابايت جيجابايت جيغابايت / ميغاواط ميغاوات ميجاواط ميجاوات /
    غيغاواط غيغاوات جيجاواط جيجاوات / كيلوغرام كيلوجرام كيلوقرام /
    ملليغرام ملليجرام مليغرام مليجرام / غالاكسي جالاكسي / غولف= جولف= قولف= /
    غيتار جيتار قيتار كيتار / بنغالور بنجالور / بوينغ بوينج / سامسونغ سامسونج /
    فولكسفاغن فولكسفاجن فولكسواجن / لامبورغيني لامبورجيني / فيرغسون فيرجسون فيرغوسون فيرجوسون /
    بلومبرغ بلومبرج بلومبيرغ بلومبيرج / زوكربيرغ زوكربيرج زوكربرغ زوكربرج / سبيلبرغ سبيلبرج /
    غلاسكو غلاسغو جلاسكو جلاسجو / ديغول ديجول / هيغل= هيجل= / بيغن= بيجن= / لينينغراد لينينجراد /
    ستالينغراد ستالينجراد / هيمنغواي هيمنجواي همنغواي همنجواي / غوركي= جوركي= / اوغندا اوجندا /
    فيغاس فيجاس / ترامب ترمب / نتنياهو نتانياهو نيتانياهو / فيسبوك فايسبوك فيسبك / واتساب واتسب /
    ميليشي مليشي / ديمقراط ديموقراط / تلفزيون تليفزيون / اولمب اوليمب / تشيلسي تشلسي /
    مانشستر مانشيستر / هيوستن هيوستون / فنزويل فينزويل / كلينتون كلنتون / قيرغيزستان قرغيزستان /
    كازاخستان قازاخستان كزاخستان كازخستان / طاجيكستان تاجيكستان / اوزبكستان اوزباكستان /
    موزمبيق موزامبيق / جنيف جينيف / ستوكهولم استوكهولم / اسطنبول استانبول اسطمبول استنبول /
    مايكروسوفت ميكروسوفت / مرسيدس مارسيدس / شيفروليه شفروليه شيفرولي / ارسنال ارسينال /
    يوفنتوس جوفنتوس يوفينتوس / اتلتيكو اتليتكو اتليتيكو / مورينيو مورينهو / انفانتينو اينفانتينو /
    زيلينسكي زيلنسكي / شولتس شولتز / ميركل ميركيل / ديفيد ديفد دايفيد / وليام ويليام /
    شكسبير شيكسبير / اينشتاين انشتاين اينشتين / موتسارت موزارت /
    دوستويفسكي دستويفسكي دستوفسكي دوستوفسكي / تولستوي طولستوي / انترنت انترنيت / تكنولوج تكنلوج /
    ايديولوج ايدولوج ايدلوج ايديلوج / سيكولوج سايكولوج / استديو استوديو ستوديو / سيناريو سناريو /
    كاريكاتير كاريكاتور / دكتاتور ديكتاتور / ارستقراط ارستوقراط ارستوكراط / بورجواز برجواز /
    كاثوليك كاتوليك / ارثوذكس ارثوذوكس اورثوذكس / فيروس فايروس / كوليسترول كولسترول /
    انفلونزا انفلوانزا / اوكسجين اكسجين اوكسيجين اكسيجين / نيتروجين نتروجين / فولكلور فلكلور /
    بروفسور بروفيسور / ماجستير ماجيستير / دبلوم ديبلوم / اسكتلند اسكوتلند سكوتلند / ايرلند ارلند /
    ايسلند اسلند / دنمارك دانمارك دانمرك / تايلاند تايلند / كمبودي كامبودي /
    اندونيسي اندنوسي اندونسي / استرالي اوسترالي / نيوزيلند نيوزلند نيوزيلاند / اريتريا= ارتريا= /
    تورونتو تورنتو / ميونيخ ميونخ / زيورخ زيوريخ زوريخ / ملبورن ميلبورن / يونسكو يونيسكو /
    يونيسف يونيسيف يونسيف / اوبك= اوبيك= / سريلانك سيريلانك / انجلوس= انجليس= /
    فرانسيسكو فرانسسكو / بوخارست بوكارست / كتالوني كاتالوني / موريتاني موريطاني /
    انتربول انتيربول / ليبرال لبرال / بروتوكول برتوكول / كونفدرال كونفيدرال / فدرال فيدرال /
    لوجستي لوجيستي / هليكوبتر هيليكوبتر / كيماوي كيميائي / شوكولات شيكولات / كابتشينو كابوتشينو /
    سندويتش ساندويتش سندوتش ساندوتش / هامبرغر همبرغر همبرجر هامبرجر / سنتيمتر سنتمتر /
    مليمتر ملليمتر / برغر= برجر= / كردستان كوردستان / كيبيك كيبك / مسيسيبي ميسيسيبي /
    دروغبا دروجبا / غاتوزو جاتوزو / باغيو باجيو / غاليليو جاليليو / غاغارين جاجارين /
    غوستاف جوستاف / غريغوري جريجوري / غلوكوز جلوكوز / غليسرين جليسرين / غرافيت جرافيت /
    غرانيت جرانيت / مغنيسيوم مغنيزيوم ماغنيسيوم / ديماغوج ديماجوج / بيداغوج بيداجوج /
    انثروبولوج انتروبولوج / ميثولوج ميتولوج / انطولوج انتولوج / ابستمولوج ابستيمولوج /
    بلشف بولشف بولشيف / انجلز= انغلز= / فيورباخ فويرباخ / سبينوزا اسبينوزا / ابقراط= بقراط= /
    مونتسكيو مونتيسكيو / شوبنهاور شوبنهور / فاغنر فاجنر / غوغول= جوجول= /
    كولومبس كولمبس كولومبوس / ووترغيت واترغيت ووترجيت / يوغسلاف يوغوسلاف يوجوسلاف /
    غستابو جستابو / سيغموند سيجموند / غاريبالدي جاريبالدي / بنتاغون بنتاجون بينتاغون /
    لاغوس= لاجوس= / كيغالي= كيجالي= / ريختر= ريكتر= / يورو= اورو= / انغلوساكسون انجلوساكسون /
    تلسكوب تليسكوب / ميكروفون مايكروفون / اوركسترا اوركيسترا / كونشرتو كونشيرتو / كرنفال كارنفال /
    مكياج= ماكياج= / مارشال= ماريشال= / كاردينال كردينال / كروموسوم كروموزوم / زهايمر زهيمر /
    ويندوز وندوز / نتفليكس نتفلكس نيتفليكس / زيمبابوي زمبابوي / كريستوفر كرستوفر / غوبلز جوبلز /
    غابرييل جابرييل غبريال / غبرييل جبرييل / انغمار انجمار / اوليغ= اوليج= / غروميكو جروميكو /
    غيفارا جيفارا / مارغريت مارجريت / غلادستون جلادستون / طاغور= طاجور= / سيغار سيجار /
    غرونوبل جرونوبل / غوادالاخارا جوادالاخارا /
    """

  private struct Spelling {
    /// Where its letters are in ``bytes``.
    var letters: Range<Int>
    /// Its first three letters.
    var start: UInt64
    /// Whether the word ends with it.
    var isWhole: Bool
    /// The ordinal of its name.
    var row: Int
  }

  private static let bytes = Array(names.utf8)

  /// Read byte by byte: the first query of a process waits for it.
  private static let spellings: [Spelling] = {
    var spellings: [Spelling] = []
    var (row, start) = (0, 0)
    for (index, byte) in bytes.enumerated() where byte < 0x80 {
      if index > start {
        let letters = start..<index
        spellings.append(
          Spelling(
            letters: letters, start: beginning(of: bytes[letters]) ?? 0,
            isWhole: byte == UInt8(ascii: "="), row: row))
      }
      if byte == UInt8(ascii: "/") { row += 1 }
      start = index + 1
    }
    return spellings
  }()

  /// The ordinals of all spellings by their first three letters, longer ones first.
  private static let sorted = spellings.indices.sorted { one, other in
    let (one, other) = (spellings[one], spellings[other])
    return one.start != other.start
      ? one.start < other.start : one.letters.count > other.letters.count
  }

  /// The spellings of each name.
  static var rows: [[String]] {
    (0...(spellings.last?.row ?? 0)).map { row in
      spellings.filter { $0.row == row }.map { text(of: $0) }
    }
  }

  private static func text(of spelling: Spelling) -> String {
    String(decoding: bytes[spelling.letters], as: UTF8.self)
  }

  /// A name of the list in a word.
  struct Found {
    /// The spelling that the word has.
    var written: String
    /// All spellings of the name.
    var names: [String]
    /// What stands before the name, and behind it.
    var (before, rest): (String, String)
  }

  /// The name that a folded word has, perhaps behind what is written together with words; nil for
  /// nearly all words.
  ///
  /// - Complexity: O(log(names)).
  static func find(in word: String) -> Found? {
    var word = word
    return word.withUTF8 { word in
      var offset = 0
      while let start = unsafe beginning(of: word[offset...]) {
        if let found = unsafe spelling(at: offset, of: word, start) {
          let end = offset + spellings[found].letters.count
          return unsafe Found(
            written: text(of: spellings[found]), names: names(with: found),
            before: String(decoding: word[..<offset], as: UTF8.self),
            rest: String(decoding: word[end...], as: UTF8.self))
        }
        guard unsafe mayPrecede(offset, of: word) else { break }
        offset += 2
      }
      return nil
    }
  }

  /// All spellings of the name that has one.
  private static func names(with spelling: Int) -> [String] {
    let row = spellings[spelling].row
    var first = spelling
    while first > 0, spellings[first - 1].row == row { first -= 1 }
    return spellings[first...].prefix { $0.row == row }.map(text)
  }

  /// The ordinal of the longest spelling that starts at `offset`, of those with the beginning
  /// `start`.
  private static func spelling(
    at offset: Int, of word: UnsafeBufferPointer<UInt8>, _ start: UInt64
  ) -> Int? {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if spellings[sorted[middle]].start < start { low = middle + 1 } else { high = middle }
    }
    while low < sorted.count, spellings[sorted[low]].start == start {
      let spelling = spellings[sorted[low]]
      let end = offset + spelling.letters.count
      if end <= word.count, !spelling.isWhole || end == word.count,
        unsafe word[offset..<end].elementsEqual(bytes[spelling.letters])
      {
        return sorted[low]
      }
      low += 1
    }
    return nil
  }

  /// The first three letters, of two bytes each; nil if there are fewer.
  private static func beginning(of word: some Collection<UInt8>) -> UInt64? {
    word.count < 6 ? nil : word.prefix(6).reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// Whether the letter at `offset`, with which six bytes begin, is one of those that are written
  /// before a word: up to the article of وبالكونغرس.
  private static func mayPrecede(_ offset: Int, of word: UnsafeBufferPointer<UInt8>) -> Bool {
    guard offset < 10 else { return false }
    switch unsafe (word[offset], word[offset + 1]) {
    case (0xD9, 0x88), (0xD9, 0x81): return offset == 0
    case (0xD8, 0xA8), (0xD9, 0x83), (0xD9, 0x84): return true
    case (0xD8, 0xA7): return unsafe word[offset + 2] == 0xD9 && word[offset + 3] == 0x84
    default: return false
    }
  }
}
