internal import Fihrist
internal import FihristArchive
internal import NIOCore

/// Takes lines of JSON from a body, one document each, and adds them to an index.
struct DocumentIntake {
  private let writer: IndexWriter
  private let mapping: RecordMapping
  private let schema: Schema
  private let limits: ServerLimits
  private var line = 0
  private var rest: [UInt8] = []
  private var byteCount = 0

  /// What became of the lines so far.
  private(set) var answer = IntakeAnswer()

  init(_ writer: IndexWriter, inputMapping: String, limits: ServerLimits) {
    self.writer = writer
    self.limits = limits
    mapping = RecordMapping(json: inputMapping) ?? RecordMapping(key: "key")
    schema = writer.schema
  }

  /// Takes a piece of the body.
  ///
  /// - Throws: ``Problem`` of code `too-large`, or what the writer throws.
  mutating func add(_ buffer: ByteBuffer) async throws {
    byteCount += buffer.readableBytes
    guard byteCount <= limits.documentsBytes else {
      throw Problem(
        .tooLarge, "the body has more than \(limits.documentsBytes) bytes; send less at a time")
    }
    var start = rest.count
    rest.append(contentsOf: buffer.readableBytesView)
    var lineStart = 0
    while let end = rest[start...].firstIndex(of: 0x0A) {
      try await addLine(Array(rest[lineStart..<end]))
      lineStart = end + 1
      start = lineStart
    }
    rest.removeFirst(lineStart)
    // A line without an end must not fill the memory.
    try checkLength(rest)
  }

  /// Refuses a line that is too long, however its bytes arrive.
  private func checkLength(_ bytes: [UInt8]) throws(Problem) {
    guard bytes.count <= limits.documentBytes else {
      throw Problem(
        .tooLarge,
        "line \(line + 1) has more than \(limits.documentBytes) bytes; split the document")
    }
  }

  /// Takes the last line, which may have no end.
  mutating func finish() async throws {
    try await addLine(rest)
    rest = []
  }

  private mutating func addLine(_ bytes: [UInt8]) async throws {
    try checkLength(bytes)
    line += 1
    guard bytes.contains(where: { $0 != 0x20 && $0 != 0x0D && $0 != 0x09 }) else { return }
    do {
      let document = try document(bytes)
      try await writer.add(document)
      answer.add(line, problems: document.valueProblems(in: schema))
    } catch let problem as Problem {
      answer.refuse(line, problem.detail)
    } catch let error as IndexError where error.kind == .invalid {
      answer.refuse(line, "\(error.reason); \(error.advice)")
    }
  }

  private mutating func document(_ bytes: [UInt8]) throws(Problem) -> SourceDocument {
    let line = try JSONLine(bytes, depth: limits.depth)
    var used: Set = ["key", mapping.key]
    for name in schema.fields.map(\.name) { used.formUnion([name] + mapping.members(of: name)) }
    try line.check(used)
    func texts(_ name: String) -> [String] { line.texts(of: name) }
    guard let key = (texts("key") + texts(mapping.key)).first, !key.isEmpty else {
      throw Problem(.badRequest, "it has no key; give it the member \"\(mapping.key)\"")
    }
    var document = SourceDocument(key: key, values: [:])
    for name in schema.fields.map(\.name) {
      let sources = [name] + mapping.members(of: name).filter { $0 != name }
      guard let values = sources.lazy.map(texts).first(where: { !$0.isEmpty }) else { continue }
      document.values[name] = values[0]
      if values.count > 1 { document.lists[name] = Array(values.dropFirst()) }
    }
    answer.leaveOut(line.names.filter { !used.contains($0) })
    // As an import: that the text has another name is likelier than that there is none.
    if let problem = document.textProblem(in: schema) {
      let texts = schema.fields.filter { $0.indexing != nil }.map(\.name)
      throw Problem(.badRequest, "\(problem); give it a word in \(texts.listed())")
    }
    return document
  }
}
