public import Fihrist
import Foundation

/// A directory for one index, removed when the value ends.
public final class ScratchIndex: Sendable {
  /// Where the index is.
  public let path: String

  /// Names a directory that is not there yet.
  public init() {
    path =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("fihrist-benchmark-\(UUID().uuidString)").path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes `documents` in `commits` commits of about the same size, none of them merged.
  public func write(_ documents: [SourceDocument], commits: Int = 1) async throws {
    var options = IndexingOptions()
    options.mergesInBackground = false
    let writer = try IndexWriter(path: path, schema: .article, options: options)
    let size = max(1, (documents.count + commits - 1) / commits)
    for start in stride(from: 0, to: documents.count, by: size) {
      for document in documents[start..<min(start + size, documents.count)] {
        try await writer.add(document)
      }
      try await writer.commit()
    }
    try await writer.close()
  }
}
