/// A line of comma-separated values, as RFC 4180 has them.
enum CSVLine {
  /// The line with its end.
  ///
  /// - Parameter isRaw: Whether cells that a spreadsheet would compute stay as they are. Otherwise
  ///   an apostrophe before them makes them text: articles come from anywhere, and a formula in a
  ///   title must not run on a reader's machine.
  static func text(_ cells: [String], isRaw: Bool) -> String {
    cells.map { quoted(isRaw ? $0 : harmless($0)) }.joined(separator: ",") + "\r\n"
  }

  private static func harmless(_ cell: String) -> String {
    guard let first = cell.utf8.first, "=+-@\t\r".utf8.contains(first) else { return cell }
    return "'" + cell
  }

  private static func quoted(_ cell: String) -> String {
    guard cell.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else { return cell }
    let doubled = cell.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"")
    return "\"\(doubled)\""
  }
}
