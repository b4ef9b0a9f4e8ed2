import FihristTestSupport
import FihristText
import Testing

@testable import FihristSearch

/// Other spellings of names and other names of months in the trees of queries.
@Suite struct QueryAlternativeTests {
  private func query(_ text: String) throws -> Query {
    try Query.parse(text, analyzer: .arabic)
  }

  @Test(arguments: [
    ("ڤيينا", "\"ڤيينا\" فيينا^0.5"), ("+ڤيينا حرب", "+(ڤيينا فيينا^0.5) حرب"),
    ("حرب ڤيينا^3", "حرب ڤيينا^3 فيينا^1.5"), ("حرب -ڤيينا", "حرب -ڤيينا -فيينا^0.5"),
    ("(حرب ڤيينا)@2", "(حرب (ڤيينا فيينا^0.5))@2"), ("ڤيينا^=2", "(ڤيينا فيينا)^=2"),
    ("title:ڤيينا", "title:ڤيينا title:فيينا^0.5"), ("حرب AND ڤيينا", "+حرب +(ڤيينا فيينا^0.5)"),
    ("\"مدينة ڤيينا\"", "\"مدينة ڤيينا\" \"مدينة فيينا\"^0.5"),
    ("شباط", "شباط فبراير^0.5 فيفري^0.5"), ("+تشرين الأول", "+(\"تشرين الأول\" أكتوبر^0.5)"),
    ("نووي أكتوبر", "نووي أكتوبر \"تشرين الأول\"^0.25"),
    ("\"1 أكتوبر 2015\"", "\"1 أكتوبر 2015\" \"1 تشرين الأول 2015\"^0.375"),
    ("title:تشرين الأول", "title:\"تشرين الأول\" title:أكتوبر^0.5"),
    ("عبدالله", "عبدالله \"عبد الله\"^0.25"), ("+وعبدالله", "+(وعبدالله \"وعبد الله\"^0.25)"),
    ("عبد العزيز خبر", "\"عبد العزيز\" عبدالعزيز^0.5 خبر"), ("أبوظبي", "أبوظبي \"أبو ظبي\"^0.25"),
    ("\"الملك عبد الله\"", "\"الملك عبد الله\" \"الملك عبدالله\"^0.5"),
  ])
  func `an alternative counts as its word, at half its weight`(
    _ text: String, _ same: String
  ) throws {
    let read = try ParsedQuery(strictly: text, analyzer: .arabic)
    let other = try Self.withoutAlternatives(same)
    #expect(Self.withoutBoostsOfForbidden(read.query) == Self.withoutBoostsOfForbidden(other))
    #expect(try query(read.readAs) == read.query)
  }

  /// The query of `text` as if no word had alternatives.
  private static func withoutAlternatives(_ text: String) throws -> Query {
    let read = try ParsedQuery(strictly: text, analyzer: .arabic)
    return ParsedQuery(text: text, clauses: plain(read.clauses), notes: []).query
  }

  private static func plain(_ clauses: [ParsedQuery.Clause]) -> [ParsedQuery.Clause] {
    clauses.map { clause in
      var clause = clause
      clause.node.alternatives = []
      if case .group(let inner, let minimum) = clause.node.content {
        clause.node.content = .group(plain(inner), minimum: minimum)
      }
      return clause
    }
  }

  /// Boosts inside constants and below ``Query/Occur/mustNot`` mean nothing.
  private static func withoutBoostsOfForbidden(_ query: Query) -> Query {
    switch query.node {
    case .constant(let inner, let score):
      return .constant(withoutBoosts(inner), score: score)
    case .boolean(let clauses, let minimum):
      return .boolean(
        clauses.map { clause in
          clause.occur == .mustNot
            ? Query.Clause(.mustNot, withoutBoosts(clause.query)) : clause
        }, minimum: minimum)
    default: return query
    }
  }

  private static func withoutBoosts(_ query: Query) -> Query {
    switch query.node {
    case .boost(let inner, _): return withoutBoosts(inner)
    case .boolean(let clauses, let minimum):
      return .boolean(
        clauses.map { Query.Clause($0.occur, withoutBoosts($0.query)) }, minimum: minimum)
    default: return query
    }
  }

  @Test(arguments: [
    "كتاب", "+برلين", "باريس^2", "\"مجلس الأمن\"", "=گوگل", "گوگل~", "گوگ*", "root:گوگل",
    "عبدال", "عبد", "أبوابها", "والدين", "آب", "كانون", "source:گوگل",
  ])
  func `plain words, patterns and roots have no alternatives`(_ text: String) throws {
    let read = try ParsedQuery(strictly: text, analyzer: .arabic)
    #expect(read.clauses.count == 1 && read.clauses[0].node.alternatives.isEmpty)
  }

  @Test(arguments: [
    ("كانون الثاني", "\"كانون الثاني\""), ("حرب كانون  الأول، 2015", "حرب \"كانون  الأول\" 2015"),
    ("+ربيع الآخر^2", "+\"ربيع الآخر\"^2.0"), ("كانون الثاني/يناير", "\"كانون الثاني/يناير\""),
    ("كانون +الثاني", "كانون +الثاني"), ("\"كانون\" الثاني", "\"كانون\" الثاني"),
    ("(كانون) الثاني", "\"كانون\" الثاني"), ("كانون الثاني*", "\"كانون\" /(ال)?ثاني.*/"),
    ("=كانون الثاني", "=كانون الثاني"), ("كانون~ الثاني", "كانون~ الثاني"),
    ("كانون، الثاني", "\"كانون\" الثاني"), ("كانون OR الثاني", "\"كانون\" الثاني"),
    ("يناير/كانون الثاني 2015", "\"يناير/كانون الثاني\" 2015"),
    ("يناير/كانون الأمن", "\"يناير/كانون\" الأمن"),
    ("ربيع القلب", "\"ربيع\" القلب"), ("ربيع", "ربيع"), ("كانون\u{A0}الثاني", "\"كانون\" الثاني"),
  ])
  func `the name of a month of two words is one part`(_ text: String, _ expected: String) throws {
    let read = ParsedQuery(text, analyzer: .arabic)
    #expect(read.readAs == expected)
    #expect(try query(read.readAs) == read.query)
  }

  /// The parser looks at letters before it asks the analyzer, which alone is asked here.
  @Test func `any two words are one part just where the analyzer joins them`() {
    let firsts = [
      "كانون", "تشرين", "ربيع", "جمادى", "ذو", "ذي", "ذا", "كَانون", "كـانون", "ـكانون", "رَبيع",
      "ڪانون", "وكانون", "بكانون", "فتشرين", "الربيع", "والربيع", "للربيع", "كأنون", "ككانون",
      "حرب",
      "مجلس", "نفط", "قانون", "2024", "S-300", "c", "ٱلربيع", "زو", "ثشرين", "٣", "كانُونٌ", "جُمادى",
      "جماذى", "بذي", "أذو", "عبد", "وعبد", "عَبْد", "العبد", "أبو", "وابو", "صلاح", "نصر", "محيى",
      "رام",
      "عطا", "جار", "علي", "علاء", "وعلاء", "بأبو", "جمال", "حسام", "عز", "كمال",
    ]
    let seconds = [
      "الثاني", "الأول", "الآخر", "الأولى", "الآخرة", "القعدة", "الحجة", "الأمن", "أول",
      "الله", "الدين", "ظبي", "ربه", "العزيز", "بكر",
    ]
    var joined = 0
    for (first, second) in firsts.flatMap({ first in seconds.map { (first, $0) } }) {
      let text = "\(first) \(second)"
      let words = Analyzer.arabic.queryWords(in: text)
      let isMonth =
        words.count > 1 && words[1].isJoinedToPrevious
        && words[0].range == 0..<first.utf8.count
      let parts = ParsedQuery(text, analyzer: .arabic).clauses.count
      let apart = [first, second].reduce(0) { count, word in
        count + ParsedQuery(word, analyzer: .arabic).clauses.count
      }
      #expect(parts == (isMonth ? 1 : apart), "\(text)")
      if isMonth { joined += 1 }
    }
    #expect(joined > 20)
  }

  @Test func `questions have alternatives too, and no more clauses than a query may have`() {
    func leaves(_ text: String) -> [String] {
      var leaves: [String] = []
      Query.anyWords(in: text, analyzer: .arabic).forEachShownLeaf { leaf in
        switch leaf {
        case .term(let bytes): leaves.append(String(decoding: bytes, as: UTF8.self))
        case .word(let word): leaves.append(String(decoding: word.stem, as: UTF8.self))
        case .group(let terms, _):
          leaves.append(
            terms.map { String(decoding: $0.term, as: UTF8.self) }.joined(separator: "+"))
        case .root, .exactForm, .expansion: break
        }
      }
      return leaves
    }
    #expect(leaves("حرب كانون الثاني") == ["حرب", "كانون", "ثاني", "يناير", "جانف"])
    #expect(leaves("في أكتوبر ڤيينا؟") == ["اكتوبر", "تشر+اول", "ڤيي", "فيي"])
    #expect(leaves("شباط - غزة S-300") == ["شباط", "فبراير", "فيفر", "غز", "s", "300"])
    let many = Array(repeating: "گوگل", count: 20_000).joined(separator: " ")
    #expect(leaves(many).count == Query.maximumClauseCount)
  }

  @Test func `alternatives count as parts of a query that cannot have more`() throws {
    let many = Array(repeating: "گوگل", count: 4_000).joined(separator: " ")
    let read = ParsedQuery(many, analyzer: .arabic)
    #expect(read.notes.map(\.code) == [.tooManyTerms])
    let parts = read.clauses.reduce(0) { $0 + 1 + $1.node.alternatives.count }
    #expect(parts == Query.maximumClauseCount)
  }
}
