import FihristAnswers
import Testing

@Suite struct CSVDialectTests {
  @Test func `exact rows have every value as it is`() {
    #expect(CSVDialect.exact.heading(["a", "b"]) == "a,b\r\n")
    #expect(
      CSVDialect.exact.row(["=1+1", "-x", "a\"b", "a,b", "a\nb", "\u{1B}"])
        == "=1+1,-x,\"a\"\"b\",\"a,b\",\"a\nb\",\u{1B}\r\n")
  }

  @Test func `a quotation mark before a vowel mark is doubled too`() {
    let title = "خبر \"\u{64E},=HYPERLINK(1+1),"
    let written = "\"خبر \"\"\u{64E},=HYPERLINK(1+1),\"\r\n"
    // As bytes, which a reader of tables compares.
    #expect(Array(CSVDialect.exact.row([title]).utf8) == Array(written.utf8))
    #expect(Array(CSVDialect.spreadsheet.row([title]).utf8) == Array(written.utf8))
  }

  @Test func `rows for spreadsheets have no formulas`() {
    let dialect = CSVDialect.spreadsheet
    #expect(dialect.heading(["a", "b"]) == "\u{FEFF}a,b\r\n")
    for (value, written) in [
      ("نص", "نص"), ("", ""), ("=1+1", "'=1+1"), ("+966 55", "'+966 55"), ("@SUM(A1)", "'@SUM(A1)"),
      ("-5", "-5"), ("-0.5", "-0.5"), ("1e-06", "1e-06"), ("-1-1", "'-1-1"), ("a-b", "a-b"),
      ("  =1", "  '=1"), ("\u{0}=1", " '=1"), ("x; =1", "x; '=1"), ("\t=1", "\t'=1"),
      ("x\n=1", "\"x\n'=1\""), ("x\r\n=1", "\"x\r\n'=1\""), ("＝1", "'＝1"), ("a=1", "a=1"),
      ("=", "'="), ("--", "'--"), ("-inf", "'-inf"), ("-nan", "'-nan"), ("-0x1p3", "'-0x1p3"),
      ("a\u{1B}[31mb", "a [31mb"), ("\"=1", "\"\"\"=1\""),
    ] {
      #expect(dialect.row([value]) == written + "\r\n", "\(value)")
    }
  }
}
