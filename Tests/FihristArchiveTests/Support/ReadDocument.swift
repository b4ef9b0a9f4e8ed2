@testable import FihristArchive
import FihristFormat
import FihristIndexing
import FihristUnpacking
import Foundation

/// A document as it came out of a feed.
struct ReadDocument: Hashable {
  var key: String
  var values: [String: String]

  /// All documents of `batch`.
  static func all(_ batch: DocumentBatch, _ schema: Schema) -> [ReadDocument] {
    (0..<batch.count).map { index in
      var values: [String: String] = [:]
      for value in batch.values(of: index) {
        let name = schema.fields[value.field].name
        let text = String(decoding: batch.bytes(in: value.text), as: UTF8.self)
        values[name] = values[name].map { $0 + ", " + text } ?? text
      }
      let key = String(decoding: batch.bytes(in: batch.key(of: index)), as: UTF8.self)
      return ReadDocument(key: key, values: values)
    }
  }

  /// All documents that a feed of `paths` gives, and its report.
  static func read(
    _ paths: [String], format: InputFormat = .auto, schema named: ArchiveSchema? = nil,
    known: KnownSchema? = nil, isStrict: Bool = false,
    lineLimit: Int = ArchiveOptions.defaultLineLimit, isUnpacking: Bool = false
  ) throws -> (documents: [ReadDocument], report: InputReport) {
    var options = ArchiveOptions(isStrict: isStrict, lineLimit: lineLimit)
    if isUnpacking { options.unpackArchives() }
    return try read(paths, format: format, schema: named, known: known, options: options)
  }

  /// All documents that a feed of `paths` with `options` gives, and its report.
  static func read(
    _ paths: [String], format: InputFormat = .auto, schema named: ArchiveSchema? = nil,
    known: KnownSchema? = nil, options: ArchiveOptions
  ) throws -> (documents: [ReadDocument], report: InputReport) {
    var feed = ArchiveFeed(try ArchiveInputs(paths, format: format), options: options)
    if let named {
      feed.mapping = named.mapping
      return try read(&feed, named.schema)
    }
    let recognized = try feed.recognizeSchema(known: known)
    feed.mapping = recognized.mapping
    return try read(&feed, recognized.schema)
  }

  private static func read(
    _ feed: inout ArchiveFeed, _ schema: Schema
  ) throws -> (documents: [ReadDocument], report: InputReport) {
    var report = InputReport()
    var documents: [ReadDocument] = []
    while let chunk = try feed.nextChunk() {
      var batch = DocumentBatch()
      try ArchiveFeed.parse(chunk, schema: schema, into: &batch, report: &report)
      documents += all(batch, schema)
    }
    return (documents, report)
  }
}
