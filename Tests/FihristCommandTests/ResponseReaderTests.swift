import FihristTestSupport
import Testing

@testable import FihristCommand

/// Answers are the same however their bytes are cut.
@Suite struct ResponseReaderTests {
  private static let whole: [(text: String, progress: ResponseReader.Progress)] = [
    ("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", .done(status: 200, keeps: true)),
    ("HTTP/1.1 204 No Content\r\n\r\n", .done(status: 204, keeps: true)),
    ("HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n", .done(status: 304, keeps: true)),
    ("HTTP/1.1 404\r\ncontent-length:0\r\n\r\n", .done(status: 404, keeps: true)),
    ("HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\nx", .done(status: 200, keeps: false)),
    (
      "HTTP/1.1 503 Busy\r\nConnection: Close\r\nContent-Length: 2\r\n\r\nno",
      .done(status: 503, keeps: false)
    ),
    (
      "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx",
      .done(status: 200, keeps: true)
    ),
    (
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nA;x=y\r\n0123456789\r\n"
        + "0\r\nTrailer: t\r\n\r\n", .done(status: 200, keeps: true)
    ),
    ("HTTP/1.1 200 OK\r\n\r\nuntil the end", .more),
    ("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nshort", .more),
    ("HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n", .malformed),
    ("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", .malformed),
    ("HTTP/1.1 200 OK\r\nno colon\r\n\r\n", .malformed),
    ("HTTP/1.1 99999 OK\r\n\r\n", .malformed),
    ("SSH-2.0-OpenSSH\r\n\r\n", .malformed),
    ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnot hex\r\n", .malformed),
  ]

  @Test(arguments: whole.indices)
  func `an answer is read in any pieces`(row: Int) {
    let (text, expected) = Self.whole[row]
    let bytes = Array(text.utf8)
    var generator = SeededGenerator(seed: UInt64(row))
    for size in [bytes.count, 1, 2, 3, 7]
      + (0..<20).map({ _ in
        Int.random(in: 1...bytes.count, using: &generator)
      })
    {
      var reader = ResponseReader()
      var progress = ResponseReader.Progress.more
      var start = 0
      while progress == .more, start < bytes.count {
        let end = min(start + size, bytes.count)
        progress = reader.take(bytes[start..<end])
        start = end
      }
      #expect(progress == expected, "pieces of \(size)")
      #expect(start >= bytes.count || expected == .malformed, "pieces of \(size)")
    }
  }

  @Test func `a body without a length ends with the connection`() {
    var reader = ResponseReader()
    #expect(reader.take(Array("HTTP/1.1 200 OK\r\n\r\nabc".utf8)[...]) == .more)
    #expect(reader.close() == .done(status: 200, keeps: false))
    var cut = ResponseReader()
    #expect(cut.take(Array("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc".utf8)[...]) == .more)
    #expect(cut.close() == .malformed)
  }

  @Test func `bytes behind the answer end the connection`() {
    var reader = ResponseReader()
    let bytes = Array("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nxyz".utf8)
    #expect(reader.take(bytes[...]) == .done(status: 200, keeps: false))
  }

  @Test func `a head without an end is given up`() {
    var reader = ResponseReader()
    let bytes = [UInt8](repeating: UInt8(ascii: "x"), count: 70_000)
    #expect(reader.take(bytes[...]) == .malformed)
  }
}
