/// Reads one answer of a server as its bytes come; the body is counted, not kept.
struct ResponseReader {
  /// What is known after some bytes.
  enum Progress: Hashable {
    /// The answer is not over.
    case more
    /// It is over.
    ///
    /// - Parameters:
    ///   - status: Its status.
    ///   - keeps: Whether the connection may be used again.
    case done(status: Int, keeps: Bool)
    /// It is not an answer in HTTP/1.1.
    case malformed
  }

  private enum State {
    case head
    /// So many bytes of the body are left.
    case counted(Int)
    /// In a line that says how long the next piece is.
    case pieceSize
    /// So many bytes of a piece and its line end are left.
    case piece(Int)
    /// In the lines behind the last piece.
    case trailer
    /// The end of the connection is that of the body.
    case untilClose
  }

  /// A head that is longer is taken for nonsense.
  private static let mostBytes = 64 << 10

  private var state = State.head
  private var line: [UInt8] = []
  private var status = 0
  private var keeps = true

  /// Takes the bytes that came next.
  mutating func take(_ bytes: ArraySlice<UInt8>) -> Progress {
    var rest = bytes
    while let byte = rest.first {
      switch state {
      case .head:
        rest.removeFirst()
        line.append(byte)
        guard line.count <= Self.mostBytes else { return .malformed }
        if byte == UInt8(ascii: "\n"), line.ends(with: [13, 10, 13, 10]) {
          if let progress = readHead() { return end(progress, rest) }
        }
      case .counted(let count):
        let taken = min(count, rest.count)
        rest = rest.dropFirst(taken)
        state = .counted(count - taken)
        if taken == count { return end(.done(status: status, keeps: keeps), rest) }
      case .pieceSize, .trailer:
        rest.removeFirst()
        line.append(byte)
        guard line.count <= Self.mostBytes else { return .malformed }
        if byte == UInt8(ascii: "\n"), let progress = readLine() { return end(progress, rest) }
      case .piece(let count):
        let taken = min(count, rest.count)
        rest = rest.dropFirst(taken)
        state = taken == count ? .pieceSize : .piece(count - taken)
      case .untilClose: return .more
      }
    }
    return .more
  }

  /// The server closed the connection.
  func close() -> Progress {
    if case .untilClose = state { return .done(status: status, keeps: false) }
    return .malformed
  }

  /// Bytes behind the end belong to no request of ours.
  private func end(_ progress: Progress, _ rest: ArraySlice<UInt8>) -> Progress {
    guard !rest.isEmpty, case .done(let status, _) = progress else { return progress }
    return .done(status: status, keeps: false)
  }

  /// Reads the lines of the head; nil if a body follows.
  private mutating func readHead() -> Progress? {
    let lines = String(decoding: line, as: UTF8.self).split(separator: "\r\n")
    line = []
    let words = lines.first?.split(separator: " ", maxSplits: 2) ?? []
    guard words.count >= 2, words[0].hasPrefix("HTTP/1."), let status = Int(words[1]),
      (100...599).contains(status)
    else { return .malformed }
    // "100 Continue" and its like come before the answer.
    if status < 200 { return nil }
    self.status = status
    keeps = words[0] != "HTTP/1.0"
    state = .untilClose
    for text in lines.dropFirst() {
      guard let colon = text.firstIndex(of: ":") else { return .malformed }
      let name = text[..<colon].lowercased()
      let value = text[text.index(after: colon)...].lowercased().filter { $0 != " " && $0 != "\t" }
      switch name {
      case "content-length":
        guard let count = Int(value), count >= 0 else { return .malformed }
        state = .counted(count)
      case "transfer-encoding" where value.hasSuffix("chunked"): state = .pieceSize
      case "connection" where value == "close": keeps = false
      default: break
      }
    }
    switch state {
    case .counted(0): return .done(status: status, keeps: keeps)
    case _ where status == 204 || status == 304: return .done(status: status, keeps: keeps)
    default: return nil
    }
  }

  /// Reads a line between pieces, or behind the last.
  private mutating func readLine() -> Progress? {
    let text = String(decoding: line, as: UTF8.self).split(whereSeparator: \.isNewline).first ?? ""
    line = []
    if case .trailer = state {
      return text.isEmpty ? .done(status: status, keeps: keeps) : nil
    }
    // The line behind a piece is empty if its end was counted with it.
    let digits = text.prefix { $0 != ";" && $0 != " " }
    guard let size = Int(digits, radix: 16), size >= 0, size < Int.max - 2 else {
      return .malformed
    }
    state = size == 0 ? .trailer : .piece(size + 2)
    return nil
  }
}

extension [UInt8] {
  fileprivate func ends(with end: [UInt8]) -> Bool { suffix(end.count).elementsEqual(end) }
}
