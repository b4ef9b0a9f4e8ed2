internal import Fihrist
internal import Foundation

/// An index without documents: it reads queries and knows fields as one with the documents does.
enum SchemaIndex {
  /// Makes one. Its files are open and have no names any more.
  static func make(_ schema: Schema) throws -> Index {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "fihrist-schema-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let writer = try BlockingIndexWriter(path: folder.path, schema: schema)
    try writer.commit()
    try writer.close()
    return try Index(path: folder.path)
  }
}
