import Fihrist

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the terminal or file that a stream goes to can show.
struct Terminal: Sendable {
  /// Whether a person is looking: the stream is a terminal, and not a dumb one.
  let isInteractive: Bool

  /// Whether bold and colour may be used: on a terminal, unless `NO_COLOR` is set and not empty
  /// (no-color.org).
  let hasStyles: Bool

  /// Columns of a line; 80 if that is unknown.
  let columnCount: Int

  /// Lines of the screen; 24 if that is unknown.
  let rowCount: Int

  /// Where standard output goes.
  static let output = Terminal(descriptor: STDOUT_FILENO)

  /// Where standard error goes.
  static let errors = Terminal(descriptor: STDERR_FILENO)

  private init(descriptor: Int32) {
    isInteractive = isatty(descriptor) == 1 && Self.variable("TERM") != "dumb"
    hasStyles = isInteractive && Self.variable("NO_COLOR").isEmpty
    var size = winsize()
    let isKnown = unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    columnCount = isKnown ? Int(size.ws_col) : 80
    rowCount = isKnown && size.ws_row > 0 ? Int(size.ws_row) : 24
  }

  private static func variable(_ name: String) -> String {
    unsafe getenv(name).map { unsafe String(cString: $0) } ?? ""
  }

  private init(_ terminal: Terminal, hasStyles: Bool) {
    isInteractive = terminal.isInteractive
    columnCount = terminal.columnCount
    rowCount = terminal.rowCount
    self.hasStyles = hasStyles
  }

  /// How long the longest bar of a chart is, so that it fits on a line beside so many columns.
  func barWidth(beside columns: Int) -> Int { max(8, min(40, columnCount - columns)) }

  /// The same terminal with styles as the user chose.
  func with(_ choice: ColorChoice) -> Terminal {
    let hasStyles =
      switch choice {
      case .auto: hasStyles
      case .always: true
      case .never: false
      }
    return Terminal(self, hasStyles: hasStyles)
  }

  /// The sequences that the tool sends to a terminal: only these.
  static let styles = [boldStyle, faintStyle, plainStyle]

  private static let boldStyle = "\u{1B}[1m"
  private static let faintStyle = "\u{1B}[2m"
  private static let plainStyle = "\u{1B}[22m"

  /// `text` in bold, where styles are shown.
  func bold(_ text: String) -> String {
    hasStyles ? Self.boldStyle + text + Self.plainStyle : text
  }

  /// `text` fainter than the rest, where styles are shown.
  func faint(_ text: String) -> String {
    hasStyles ? Self.faintStyle + text + Self.plainStyle : text
  }

  /// `text` kept apart from its neighbours on the line, so that right-to-left and left-to-right
  /// parts do not change their order (first strong isolate, UAX 9).
  ///
  /// Only on a terminal: a program that reads the output gets the bare text.
  func isolated(_ text: String) -> String {
    guard isInteractive, text.unicodeScalars.contains(where: \.isRightToLeft) else { return text }
    return "\u{2068}\(text)\u{2069}"
  }

  /// A line of `columnCount` columns: right-to-left text ends at its right edge, where its readers
  /// start. `styled` is `text` with styles.
  ///
  /// Only on a terminal, as ``isolated(_:)``.
  func aligned(_ text: String, styled: String? = nil, columnCount: Int) -> String {
    let line = isolated(styled ?? text)
    guard isInteractive, TextDirection(of: text) == .rightToLeft,
      text.unicodeScalars.contains(where: \.isRightToLeft)
    else { return line }
    return String(repeating: " ", count: max(0, columnCount - text.columnCount)) + line
  }
}
