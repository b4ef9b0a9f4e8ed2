import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A server for tests: it answers each request with what a function says.
final class AnsweringServer: Sendable {
  /// What is done with a request.
  enum Answer: Sendable {
    /// These bytes are sent.
    case bytes(String)
    /// The connection is closed without a word.
    case closing
    /// Nothing is ever sent.
    case silence

    /// An answer with a status and a short body.
    static func status(_ status: Int) -> Answer {
      .bytes("HTTP/1.1 \(status) x\r\nContent-Length: 2\r\n\r\nok")
    }
  }

  /// Where it listens.
  let port: Int
  private let listener: Int32
  private let seen: Seen

  /// The requests so far.
  private final class Seen: Sendable {
    let heads = Mutex<[String]>([])
  }

  /// The heads of all requests, in the order in which they came.
  var heads: [String] { seen.heads.withLock { $0 } }

  /// The address, with `path` behind it.
  func url(_ path: String = "/search") -> String { "http://127.0.0.1:\(port)\(path)" }

  /// Starts a server.
  ///
  /// - Parameter answer: Says what is done with a request, given its head and how many came before.
  init(_ answer: @escaping @Sendable (_ head: String, _ number: Int) -> Answer) throws {
    #if canImport(Glibc)
      listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      listener = socket(AF_INET, SOCK_STREAM, 0)
    #endif
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let listener = listener
    let isListening = unsafe withUnsafeMutablePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        unsafe bind(listener, pointer, size) == 0 && listen(listener, 256) == 0
          && getsockname(listener, pointer, &size) == 0
      }
    }
    guard isListening else { throw UnexpectedShape(text: "the server cannot listen") }
    port = Int(UInt16(bigEndian: address.sin_port))
    let seen = Seen()
    self.seen = seen
    Thread.detachNewThread {
      while case let connection = accept(listener, nil, nil), connection >= 0 {
        Thread.detachNewThread { Self.serve(connection, seen, answer) }
      }
    }
  }

  deinit {
    _ = shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  private static func serve(
    _ connection: Int32, _ seen: Seen, _ answer: @Sendable (String, Int) -> Answer
  ) {
    defer { close(connection) }
    while let head = head(connection) {
      let number = seen.heads.withLock { heads in
        heads.append(head)
        return heads.count - 1
      }
      switch answer(head, number) {
      case .closing: return
      case .silence: Thread.sleep(forTimeInterval: 5)
      case .bytes(let text):
        let bytes = Array(text.utf8)
        guard unsafe send(connection, bytes, bytes.count, noSignal) == bytes.count else { return }
      }
    }
  }

  private static var noSignal: Int32 {
    #if canImport(Glibc)
      Int32(MSG_NOSIGNAL)
    #else
      0
    #endif
  }

  /// The next head, with its empty line; nil at the end of the connection.
  private static func head(_ connection: Int32) -> String? {
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while unsafe recv(connection, &byte, 1, 0) == 1 {
      bytes.append(byte)
      if bytes.suffix(4).elementsEqual([13, 10, 13, 10]) {
        return String(decoding: bytes, as: UTF8.self)
      }
    }
    return nil
  }
}
