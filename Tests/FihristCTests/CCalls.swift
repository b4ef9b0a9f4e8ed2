import CFihrist
import FihristC
import Foundation

/// Calls of the interface, with its errors thrown.
enum CCalls {
  /// Calls `body` with a slot for the error.
  private static func check(
    _ body: (UnsafeMutablePointer<fihrist_text>) -> Int32
  ) throws {
    var error = fihrist_text()
    let code = body(&error)
    guard code != 0 else { return }
    let members = try object(take(error))
    throw CFailure(code: code, message: members["message"] as? String ?? "")
  }

  private static func take(_ text: fihrist_text) -> String {
    defer { fihristTextFree(text) }
    let bytes = UnsafeRawBufferPointer(start: text.bytes, count: text.count)
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func object(_ text: String) throws -> [String: Any] {
    let value = try JSONSerialization.jsonObject(
      with: Data(text.utf8), options: .fragmentsAllowed)
    return value as? [String: Any] ?? [:]
  }

  static func open(_ path: String) throws -> OpaquePointer? {
    var index: OpaquePointer?
    try check { fihristOpen(path, path.utf8.count, &index, $0) }
    return index
  }

  static func answer(
    _ index: OpaquePointer?, _ question: fihrist_question, _ request: String
  ) throws -> String {
    var answer = fihrist_text()
    try check {
      fihristAsk(
        index, Int32(question.rawValue), request, request.utf8.count, &answer, $0)
    }
    return take(answer)
  }

  @discardableResult
  static func ask(
    _ index: OpaquePointer?, _ question: fihrist_question, _ request: String
  ) throws -> [String: Any] {
    try object(answer(index, question, request))
  }

  static func merge(
    _ question: fihrist_question, _ request: String, _ parts: String
  ) throws -> [String: Any] {
    var answer = fihrist_text()
    try check {
      fihristMerge(
        Int32(question.rawValue), request, request.utf8.count, parts, parts.utf8.count, &answer, $0)
    }
    return try object(take(answer))
  }

  /// The answer to a question in rounds, in which `ask` gives an array of the answers of indexes.
  static func rounds(
    _ question: fihrist_question, _ request: String, stop: Bool = false,
    _ ask: (String) throws -> String
  ) throws -> String {
    var rounds: OpaquePointer?
    try check {
      fihristRoundsOpen(
        Int32(question.rawValue), request, request.utf8.count, &rounds, $0)
    }
    defer { fihristRoundsClose(rounds) }
    var parts = ""
    while true {
      var (next, answer) = (fihrist_text(), fihrist_text())
      try check {
        fihristRoundsNext(rounds, parts, parts.utf8.count, stop ? 1 : 0, &next, &answer, $0)
      }
      let (asked, text) = (take(next), take(answer))
      if asked.isEmpty { return text }
      parts = try ask(asked)
    }
  }

  static func keys(
    _ index: OpaquePointer?, _ queries: [String], request: String, threads: Int
  ) throws -> [[String]] {
    let texts = queries.joined()
    var end: Int64 = 0
    let ends = queries.map { query -> Int64 in
      end += Int64(query.utf8.count)
      return end
    }
    var found: UnsafeMutablePointer<fihrist_hits>?
    try check {
      fihristSearchMany(
        index, texts, ends, Int64(queries.count), request, request.utf8.count, Int32(threads),
        &found, $0)
    }
    guard let hits = found else { return [] }
    defer { fihristHitsFree(hits) }
    var (keys, hit, start) = ([[String]](), 0, 0)
    for query in 0..<Int(hits.pointee.query_count) {
      var own: [String] = []
      while hit < hits.pointee.hit_offsets[query + 1] {
        let end = Int(hits.pointee.key_offsets[hit + 1])
        let bytes = UnsafeRawBufferPointer(
          start: hits.pointee.keys + start, count: end - start)
        own.append(String(decoding: bytes, as: UTF8.self))
        (hit, start) = (hit + 1, end)
      }
      keys.append(own)
    }
    return keys
  }

  /// Reads a request that many texts could be searched with.
  static func prepare(_ request: String) throws {
    var search: OpaquePointer?
    try check { fihristPrepare(request, request.utf8.count, &search, $0) }
    fihristPreparedClose(search)
  }

  static func walk(_ index: OpaquePointer?, _ request: String) throws -> [[String: Any]] {
    var walk: OpaquePointer?
    try check { fihristWalkOpen(index, request, request.utf8.count, &walk, $0) }
    defer { fihristWalkClose(walk) }
    var documents: [[String: Any]] = []
    while true {
      var lines = fihrist_text()
      try check { fihristWalkNext(walk, 100, &lines, $0) }
      let text = take(lines)
      if text.isEmpty { return documents }
      documents += try text.split(separator: "\n").map { try object(String($0)) }
    }
  }
}

// MARK: Writing

extension CCalls {
  static func writer(_ path: String, options: String = "") throws -> OpaquePointer? {
    var writer: OpaquePointer?
    try check {
      fihristWriterOpen(path, path.utf8.count, options, options.utf8.count, &writer, $0)
    }
    return writer
  }

  /// Adds documents with a key and a body.
  static func add(_ documents: [(key: String, body: String)], to writer: OpaquePointer?) throws {
    let body: Int32 = 1
    var (texts, ends, fields) = ("", [Int64](), [Int32]())
    for document in documents {
      for (field, text) in [(FIHRIST_KEY, document.key), (body, document.body)] {
        texts += text
        ends.append(Int64(texts.utf8.count))
        fields.append(field)
      }
    }
    try check {
      fihristWriterAdd(writer, texts, ends, fields, Int64(ends.count), $0)
    }
  }

  static func commit(_ writer: OpaquePointer?) throws {
    try check { fihristWriterCommit(writer, nil, 0, nil, $0) }
  }

  static func information(_ writer: OpaquePointer?) throws -> [String: Any] {
    var answer = fihrist_text()
    try check { fihristWriterInfo(writer, &answer, $0) }
    return try object(take(answer))
  }

  /// Makes an index of three documents, the first with a date.
  static func fill(_ path: String) throws {
    let writer = try writer(path)
    defer { fihristWriterClose(writer) }
    try add(
      [
        ("a", "عقدت محادثات في مسقط عاصمة عمان"), ("b", "تواصلت المحادثات أمس"),
        ("c", "ارتفع سعر النفط في عمان"),
      ], to: writer)
    try commit(writer)
  }
}
