/// How comma-separated values with a heading are written.
public enum CSVDialect: Sendable {
  /// As RFC 4180 has them, every value as it is.
  case exact
  /// The same for spreadsheets: with a byte order mark, without which some of them take UTF-8 for
  /// the encoding of the machine, and with no value that they would run as a formula.
  ///
  /// Archives have texts of strangers, and a cell such as `=HYPERLINK(…)` sends what is beside it
  /// to them. Quotes do not help against that. So an apostrophe goes before such a sign, which a
  /// program that wants the value as it is must not get: hence two dialects.
  case spreadsheet

  /// The first row.
  ///
  /// - Complexity: O(length of `cells`).
  public func heading(_ cells: [String]) -> String {
    (self == .spreadsheet ? "\u{FEFF}" : "") + row(cells)
  }

  /// A row with its line end; a cell is quoted if it has a comma, a quotation mark or a line end.
  ///
  /// - Complexity: O(length of `cells`).
  public func row(_ cells: [String]) -> String {
    cells.map { Self.quoted(self == .spreadsheet ? Self.guarded($0) : $0) }
      .joined(separator: ",") + "\r\n"
  }

  private static func quoted(_ cell: String) -> String {
    guard cell.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else { return cell }
    // Bytes are compared: a quotation mark and a vowel mark behind it are one Character.
    let quote = UInt8(ascii: "\"")
    var quoted = [quote]
    for byte in cell.utf8 {
      if byte == quote { quoted.append(quote) }
      quoted.append(byte)
    }
    quoted.append(quote)
    return String(decoding: quoted, as: UTF8.self)
  }

  /// The signs that make a cell a formula, also those of East Asian keyboards.
  private static let formulaSigns: Set<Unicode.Scalar> = ["=", "+", "-", "@", "＝", "＋", "－", "＠"]

  /// `cell` with an apostrophe before each sign that starts it, or starts what a spreadsheet may
  /// take for a cell of its own: a line, or what is behind a tab or a semicolon. Other control
  /// characters become spaces. Numbers stay numbers.
  private static func guarded(_ cell: String) -> String {
    guard !isNumber(cell) else { return cell }
    var text = String.UnicodeScalarView()
    var isAtStart = true
    for scalar in cell.unicodeScalars {
      if isAtStart, formulaSigns.contains(scalar) { text.append("'") }
      let isSeparator = ["\t", "\n", "\r", ";"].contains(scalar)
      let isControl = scalar.properties.generalCategory == .control && !isSeparator
      text.append(isControl ? " " : scalar)
      isAtStart = isSeparator || isAtStart && (isControl || scalar.properties.isWhitespace)
    }
    return String(text)
  }

  private static func isNumber(_ cell: String) -> Bool {
    let isWritten = cell.utf8.allSatisfy {
      switch $0 {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"),
        UInt8(ascii: "+"), UInt8(ascii: "e"):
        true
      default: false
      }
    }
    return isWritten && Double(cell) != nil
  }
}
