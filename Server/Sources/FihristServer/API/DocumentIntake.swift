internal import Fihrist
internal import FihristAnswers
internal import FihristArchive
internal import NIOCore

/// Takes lines of JSON from a body, one document each, and adds them to an index.
struct DocumentIntake {
  private let writer: IndexWriter
  private let mapping: RecordMapping
  private let names: [String]
  private let limits: ServerLimits
  private var line = 0
  private var rest: [UInt8] = []
  private var byteCount = 0

  /// How many documents were added.
  private(set) var added = 0
  /// Lines that were not, and why; so many as are told.
  private(set) var refused: [(line: Int, reason: String)] = []
  private(set) var refusedCount = 0
  /// Members that no field takes.
  private(set) var unused: Set<String> = []

  private static let toldCount = 100

  init(_ writer: IndexWriter, inputMapping: String, limits: ServerLimits) {
    self.writer = writer
    self.limits = limits
    mapping = RecordMapping(json: inputMapping) ?? RecordMapping(key: "key")
    names = writer.schema.fields.map(\.name)
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
    guard rest.count <= limits.documentBytes else {
      throw Problem(.tooLarge, "line \(line + 1) has more than \(limits.documentBytes) bytes")
    }
  }

  /// Takes the last line, which may have no end.
  mutating func finish() async throws {
    try await addLine(rest)
    rest = []
  }

  private mutating func addLine(_ bytes: [UInt8]) async throws {
    line += 1
    guard bytes.contains(where: { $0 != 0x20 && $0 != 0x0D && $0 != 0x09 }) else { return }
    do {
      try await writer.add(document(bytes))
      added += 1
    } catch let problem as Problem {
      refuse(problem.detail)
    } catch let error as IndexError where error.kind == .invalid {
      refuse("\(error.reason); \(error.advice)")
    }
  }

  private mutating func refuse(_ reason: String) {
    refusedCount += 1
    if refused.count < Self.toldCount { refused.append((line, reason)) }
  }

  private mutating func document(_ bytes: [UInt8]) throws(Problem) -> SourceDocument {
    let pairs = try JSONBody.pairs(bytes, depth: limits.depth, of: "the line")
    func texts(_ name: String) -> [String] { pairs.filter { $0.name == name }.map(\.value) }
    guard let key = (texts("key") + texts(mapping.key)).first, !key.isEmpty else {
      throw Problem(.badRequest, "it has no key; give it the member \"\(mapping.key)\"")
    }
    var document = SourceDocument(key: key, values: [:])
    var used: Set = ["key", mapping.key]
    for name in names {
      let sources = [name] + mapping.members(of: name).filter { $0 != name }
      used.formUnion(sources)
      guard let values = sources.lazy.map(texts).first(where: { !$0.isEmpty }) else { continue }
      document.values[name] = values[0]
      if values.count > 1 { document.lists[name] = Array(values.dropFirst()) }
    }
    unused.formUnion(pairs.map(\.name).filter { !used.contains($0) }.prefix(Self.toldCount))
    return document
  }

  /// What was done, for the answer.
  func json(generation: UInt64) -> JSON {
    [
      "generation": .integer(Int(clamping: generation)), "added": .integer(added),
      "refused": .integer(refusedCount),
      "problems": .array(
        refused.map { ["line": .integer($0.line), "detail": .string($0.reason)] }),
      "unused": .array(unused.sorted().prefix(Self.toldCount).map(JSON.string)),
    ]
  }
}
