import FihristStoredDocuments
import FihristTestSupport
import Foundation
@testable import Fihrist

/// What an index holds: the stored fields and the columns of each live document, by its key.
struct StoredContents: Equatable {
  var documents: [String: [String]] = [:]

  /// Reads the newest commit.
  init(_ path: String) throws {
    for segment in try Snapshot.open(path).segments {
      for id in 0..<UInt32(segment.documentCount) where segment.live?.isLive(id) ?? true {
        let key = String(decoding: try segment.key(of: id), as: UTF8.self)
        precondition(documents[key] == nil, "\(key) lives twice")
        documents[key] = try segment.storedDocument(id).fields.map {
          "\($0.field):" + String(decoding: $0.text, as: UTF8.self)
        }
        for field in segment.schema.columnFields {
          let values = try segment.columns?.values(of: Int(id), in: field) ?? []
          documents[key]? += values.map { "column \(field):\($0.text)" }
        }
      }
    }
  }

  var keys: Set<String> { Set(documents.keys) }
}
