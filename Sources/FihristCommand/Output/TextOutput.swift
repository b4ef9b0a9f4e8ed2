#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Standard output, standard error or a file, written in large pieces.
///
/// A reader that goes away (`fihrist search … | head -1`) ends the command quietly: SIGPIPE is
/// ignored from the start of the program, and the error of the write becomes ``SilentExit``.
struct TextOutput: ~Copyable {
  private let descriptor: Int32
  private let name: String
  /// Whether the text is filtered, because it goes to a terminal.
  private let isTerminal: Bool
  private var buffer: [UInt8] = []

  /// Bytes gathered before they are written.
  private static let capacity = 64 << 10

  private init(_ descriptor: Int32, name: String, isTerminal: Bool? = nil) {
    self.descriptor = descriptor
    self.name = name
    self.isTerminal = isTerminal ?? (isatty(descriptor) == 1)
  }

  /// What a program that shows it on a terminal reads from; closed at the end.
  init(pager descriptor: Int32) {
    self.init(descriptor, name: "the pager", isTerminal: true)
  }

  /// Where results go.
  static var standard: TextOutput { TextOutput(STDOUT_FILENO, name: "standard output") }

  /// A new file at `path`, replacing one that is there.
  init(creating path: String) throws {
    let mode: mode_t = 0o666
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw Self.failure(errno, name: path) }
    self.init(descriptor, name: path)
  }

  deinit {
    if descriptor > STDERR_FILENO { close(descriptor) }
  }

  /// Appends `text`: as it is, but without control sequences if it goes to a terminal.
  mutating func write(_ text: String) throws {
    buffer.append(contentsOf: (isTerminal ? text.filteredForTerminal : text).utf8)
    if buffer.count >= Self.capacity { try flush() }
  }

  /// Appends `text` and ends the line.
  mutating func line(_ text: String = "") throws {
    try write(text)
    try write("\n")
  }

  /// Writes what was gathered.
  mutating func flush() throws {
    defer { buffer.removeAll(keepingCapacity: true) }
    try unsafe buffer.withUnsafeBytes { bytes in
      var rest = unsafe bytes[...]
      while unsafe !rest.isEmpty {
        let slice = unsafe UnsafeRawBufferPointer(rebasing: rest)
        #if canImport(Glibc)
          let count = unsafe Glibc.write(descriptor, slice.baseAddress, slice.count)
        #else
          let count = unsafe Darwin.write(descriptor, slice.baseAddress, slice.count)
        #endif
        if count < 0 {
          if errno == EINTR { continue }
          throw Self.failure(errno, name: name)
        }
        unsafe rest = rest.dropFirst(count)
      }
    }
  }

  private static func failure(_ code: Int32, name: String) -> any Error {
    if code == EPIPE { return SilentExit(status: .done) }
    return ToolError(
      "\(name) cannot be written (\(unsafe String(cString: strerror(code))))",
      advice: "check that there is space and permission to write")
  }

  /// Writes one line to standard error at once; a standard error that is gone does not stop the
  /// command.
  static func report(_ text: String) {
    var stream = TextOutput(STDERR_FILENO, name: "standard error")
    try? stream.line(text)
    try? stream.flush()
  }

  /// Writes `text` over the line of standard error that the cursor stands in.
  static func overwrite(_ text: String) {
    var stream = TextOutput(STDERR_FILENO, name: "standard error")
    // Only here, the tool moves the cursor itself.
    stream.buffer.append(contentsOf: "\r\u{1B}[K\(text.displayed)".utf8)
    try? stream.flush()
  }
}
