import Dispatch
import FihristFormat
import FihristIndexing
import FihristSearch
import FihristStorage
import FihristTestSupport
import FihristText

/// A small index of one segment, on disk. One of its files at a time is forged.
final class FuzzScene {
  let home: TemporaryDirectory
  let manifest: Manifest
  /// Asked after each forgery.
  let queries: [Query]
  private let bodies: [FileKind: [UInt8]]

  /// A few documents, or enough for each form of posting list that fits a small file.
  static func make(isLarge: Bool) throws -> FuzzScene {
    try FuzzScene(documentCount: isLarge ? 1_300 : 9, document: document)
  }

  /// Texts whose stored documents are codes of words.
  static func makeProse() throws -> FuzzScene {
    var generator = SeededGenerator(seed: 11)
    let texts = (0..<160).map { _ in prose(&generator) }
    let scene = try FuzzScene(documentCount: texts.count) { number in
      SourceDocument(key: "k\(number)", values: ["title": "w1", "text": texts[number]])
    }
    // The words' section has a length in the trailer, 16 bytes before the end: 0 without words.
    let words = scene.body(of: .documents).suffix(16).prefix(4)
    precondition(words.contains { $0 != 0 }, "the stored texts are not coded by words")
    return scene
  }

  private init(documentCount: Int, document: @escaping @Sendable (Int) -> SourceDocument) throws {
    home = try TemporaryDirectory()
    let directory = IndexDirectory(path: home.path)
    try waitFor {
      let writer = try IndexWriter(
        directory, schema: try Self.schema(), options: Self.options)
      for number in 0..<documentCount { try await writer.add(document(number)) }
      try await writer.commit()
      try await writer.delete(key: "k3")
      try await writer.commit()
      try await writer.close()
    }
    manifest = try Manifest.newest(in: directory)
    var bodies: [FileKind: [UInt8]] = [:]
    for element in manifest.segments[0].files {
      let file = try directory.open(element.file, kind: element.kind)
      bodies[element.kind] = unsafe [UInt8](try file.bytes(0..<file.byteCount))
    }
    self.bodies = bodies
    queries = try Self.queries.map { try Query.parse($0, analyzer: .whitespace) }
  }

  static var options: IndexingOptions {
    var options = IndexingOptions()
    options.mergesInBackground = false
    return options
  }

  /// Two searched fields, so that postings have an excess, and columns of each form.
  private static func schema() throws -> Schema {
    try Schema(fields: [
      .text("title", analyzer: "whitespace", boost: 2), .text("text", analyzer: "whitespace"),
      .keyword("word", isStored: false), .keyword("words", isStored: false),
      .integer("number", isStored: false),
    ])
  }

  private static let strides = [1, 2, 3, 5, 7, 9, 10, 100, 600]

  /// Words that are in all documents, in half of them, and so on down to few.
  @Sendable private static func document(_ number: Int) -> SourceDocument {
    let words = strides.filter { number.isMultiple(of: $0) }.map { "w\($0)" }
    let text = (words + words.suffix(2) + (number == 6 ? ["كتاب", "once"] : [])).joined(
      separator: " ")
    return SourceDocument(
      key: "k\(number)",
      values: [
        "title": words.last ?? "", "text": text, "word": words.last ?? "", "number": "\(number)",
      ], lists: ["words": words])
  }

  /// Words of a made-up language in which the first are frequent, some capital or not Arabic, with
  /// signs and runs that are too long for one word.
  private static func prose(_ generator: inout SeededGenerator) -> String {
    let letters = Array("ابتدرسعفقلمنهوي")
    return (0..<90).map { number -> String in
      let bound = Int.random(in: 1...300, using: &generator)
      var rest = Int.random(in: 0..<bound, using: &generator)
      var word = rest.isMultiple(of: 40) ? "W" : ""
      repeat {
        word.append(letters[rest % letters.count])
        rest /= letters.count
      } while rest > 0
      if number == 50, bound < 20 { word = String(repeating: word, count: 70) }
      return number % 11 == 10 ? word + "، 2024." : word
    }.joined(separator: " ")
  }

  private static let queries = [
    "w1", "w9 w100", "w2 w3 w5", "+w2 +w7", "\"w1 w2\"", "+w3 -w5 w600", "\"w1 w2\" w9 كتاب",
  ]
}

extension FuzzScene {
  /// The body of the file of `kind`, as it was written.
  func body(of kind: FileKind) -> [UInt8] { bodies[kind] ?? [] }

  /// Replaces the file of `kind` by `body` with right checksums, as a fault of a writer, or malice,
  /// might; the manifest that names it.
  func forge(_ body: [UInt8], as kind: FileKind, in directory: IndexDirectory) throws -> Manifest {
    var forged = manifest
    guard let summary = manifest.segments[0].files[kind] else { return manifest }
    var writer = try directory.create(summary.name, kind: kind)
    try writer.append(body)
    forged.segments[0].files[kind] = try writer.finish(synchronize: false)
    return forged
  }
}

/// Waits for an operation, where nothing can be awaited.
func waitFor(_ operation: @escaping @Sendable () async throws -> Void) throws {
  let outcome = Outcome()
  let done = DispatchSemaphore(value: 0)
  Task.detached {
    do { try await operation() } catch { outcome.error = error }
    done.signal()
  }
  done.wait()
  if let error = outcome.error { throw error }
}

/// How an operation ended; written before the semaphore is signalled, read after.
private final class Outcome: @unchecked Sendable {
  var error: (any Error)?
}
