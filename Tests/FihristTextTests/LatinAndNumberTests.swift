import FihristText
import Testing

@Suite struct LatinAndNumberTests {
  @Test(arguments: [
    ("HELLO World", "hello world"), ("Éclair NAÏVE", "eclair naive"), ("e\u{301}a", "ea"),
    ("Straße Łódź Ørsted Æon", "strasse lodz orsted aeon"), ("İstanbul ıI", "istanbul ii"),
    ("ḥadīth Qurʾān", "hadith quran"), ("ＡＢＣ ﬁn", "abc fin"),
    ("don't Qur’an O'Neil's", "dont quran oneil"),
    ("U.S.A. e.g. A.B", "usa eg ab"), ("end.Next a.bc", "end next a bc"),
    ("ПРИВЕТ ΑΘΗΝΑ", "привет αθηνα"),
    ("COVID19 covid-19", "covid19 covid 19"), ("S-300 AT&T a_b", "s 300 at t a b"),
    ("18th 1st 22nd 3rd 4G 11ths", "18 1 22 3 4g 11ths"), ("a@b.com", "a b com"),
  ])
  func `latin words`(_ text: String, _ expected: String) { #expect(folded(text) == expected) }

  @Test(arguments: [
    ("٠١٢٣٤٥٦٧٨٩", "0123456789"), ("۰۱۲۳۴۵۶۷۸۹", "0123456789"), ("０１２", "012"), ("१२३", "123"),
    ("𝟏𝟐", "12"), ("٣٫٥", "3.5"), ("3.5", "3.5"), ("١٬٠٠٠", "1000"), ("1,000", "1000"),
    ("١،٠٠٠", "1000"),
    ("1,234,567.89", "1234567.89"), ("١٬٢٣٤٬٥٦٧٫٨٩", "1234567.89"), ("1,2,3", "1 2 3"),
    ("1,23", "1 23"), ("1,0000", "1 0000"), ("18.05.2024", "18 05 2024"),
    ("2024/05/18", "2024 05 18"),
    ("18-5-2024", "18 5 2024"), ("١٨/٥/٢٠٢٤م", "18 5 2024 م"), ("192.168.1.1", "192 168 1 1"),
    ("10:30", "10 30"), ("3.5kg", "3.5 kg"), ("عام2015", "عام 2015"), ("2015م", "2015 م"),
    (".5 5.", "5 5"),
    ("50% ٥٠٪", "50 50"), ("+966", "966"), ("1..2", "1 2"), ("1,,2", "1 2"), ("007", "007"),
  ])
  func `numbers and dates`(_ text: String, _ expected: String) { #expect(folded(text) == expected) }

  @Test func `parts of a number know where they stand`() {
    let tokens = Analyzer.exact.tokens(in: "في ١٨٫٠٥.2024")
    #expect(tokens.map(\.term) == ["في", "18", "05", "2024"])
    #expect(tokens.map(\.range) == [0..<4, 5..<9, 11..<15, 16..<20])
    #expect(tokens.map(\.position) == [0, 1, 2, 3])
  }
}
