#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A connection to the server, with the request that is under way on it.
final class LoadConnection {
  /// A request that was sent, or is about to be.
  struct Sending {
    var bytes: [UInt8]
    /// When it was due.
    var due: UInt64
    /// When it was handed to the connection.
    var start: UInt64
  }

  let descriptor: Int32
  /// What is under way; nil if the connection is idle.
  private(set) var sending: Sending?
  private var isConnected = false
  private var written = 0
  private var reader = ResponseReader()

  /// Takes over a connection that is being made.
  init(_ descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// Whether it waits until it can write. An idle connection waits to read: the server may end it.
  var waitsToWrite: Bool { sending.map { written < $0.bytes.count } ?? false }

  /// Starts a request; the connection is idle.
  func send(_ sending: Sending) -> LoadOutcome? {
    self.sending = sending
    written = 0
    reader = ResponseReader()
    return isConnected ? write() : nil
  }

  /// The request is over.
  func finish() { sending = nil }

  /// Does what the system says is possible; the outcome if the request is over with it, or
  /// ``LoadOutcome/broken`` if an idle connection is.
  ///
  /// - Parameter buffer: Where bytes are read to.
  /// - Returns: The outcome, and whether the connection may be used again.
  func proceed(_ buffer: inout [UInt8]) -> (outcome: LoadOutcome, keeps: Bool)? {
    if !isConnected {
      guard LoadAddress.failure(of: descriptor) == 0 else { return (.unreachable, false) }
      isConnected = true
    }
    if let sending, written < sending.bytes.count { return write().map { ($0, false) } }
    return receive(&buffer)
  }

  private func write() -> LoadOutcome? {
    guard let bytes = sending?.bytes else { return nil }
    let count = unsafe bytes.withUnsafeBytes { bytes in
      let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[written...])
      #if canImport(Glibc)
        return unsafe Glibc.write(descriptor, rest.baseAddress, rest.count)
      #else
        return unsafe Darwin.write(descriptor, rest.baseAddress, rest.count)
      #endif
    }
    if count >= 0 {
      written += count
      return nil
    }
    return Self.isPassing(errno) ? nil : .broken
  }

  private func receive(_ buffer: inout [UInt8]) -> (outcome: LoadOutcome, keeps: Bool)? {
    let count = unsafe buffer.withUnsafeMutableBytes { bytes in
      #if canImport(Glibc)
        return unsafe Glibc.read(descriptor, bytes.baseAddress, bytes.count)
      #else
        return unsafe Darwin.read(descriptor, bytes.baseAddress, bytes.count)
      #endif
    }
    if count < 0 { return Self.isPassing(errno) ? nil : (.broken, false) }
    guard sending != nil else { return (.broken, false) }
    switch count == 0 ? reader.close() : reader.take(buffer[..<count]) {
    case .more: return nil
    case .done(let status, let keeps): return (.status(status), keeps && count > 0)
    case .malformed: return (count == 0 ? .broken : .malformed, false)
    }
  }

  private static func isPassing(_ code: Int32) -> Bool {
    code == EAGAIN || code == EWOULDBLOCK || code == EINTR
  }
}
