#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Standard output or standard error, written in large pieces.
///
/// A reader that goes away (`fihrist search … | head -1`) ends the command quietly: SIGPIPE is
/// ignored from the start of the program, and the error of the write becomes ``SilentExit``.
struct StandardStream: ~Copyable {
  private let descriptor: Int32
  private var buffer: [UInt8] = []

  /// Bytes gathered before they are written.
  private static let capacity = 64 << 10

  private init(descriptor: Int32) {
    self.descriptor = descriptor
  }

  /// The stream of results.
  static var output: StandardStream { StandardStream(descriptor: STDOUT_FILENO) }

  /// Appends `text` as it is.
  mutating func write(_ text: String) throws {
    buffer.append(contentsOf: text.utf8)
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
          throw Self.failure(errno)
        }
        unsafe rest = rest.dropFirst(count)
      }
    }
  }

  private static func failure(_ code: Int32) -> any Error {
    if code == EPIPE { return SilentExit(status: .done) }
    return ToolError(
      "standard output cannot be written (\(unsafe String(cString: strerror(code))))",
      advice: "give it a place with room and write permission")
  }

  /// Writes one line to standard error at once; a standard error that is gone is no reason to stop.
  static func report(_ text: String) {
    var stream = StandardStream(descriptor: STDERR_FILENO)
    try? stream.line(text)
    try? stream.flush()
  }

  /// Writes `text` over the line of standard error that the cursor stands in.
  static func overwrite(_ text: String) {
    var stream = StandardStream(descriptor: STDERR_FILENO)
    try? stream.write("\r\u{1B}[K\(text)")
    try? stream.flush()
  }
}
