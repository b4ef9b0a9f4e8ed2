public import CFihrist
internal import Fihrist
internal import FihristAnswers

/// A walk over the documents of one commit.
final class DocumentWalk {
  private enum Source {
    case all(CommittedDocuments.Iterator)
    case keys([String], next: Int)
  }

  private let index: Index
  private let names: [String]
  private var source: Source

  /// Starts a walk.
  ///
  /// - Throws: ``CallError`` for a field whose values are not kept; what a search throws.
  init(_ index: Index, _ request: Requests.Walk) throws {
    self.index = index
    let kept = index.schema.fields.filter { $0.isStored || $0.hasColumn }.map(\.name)
    names = request.fields ?? kept
    if let unknown = names.first(where: { !kept.contains($0) }) {
      throw CallError(
        "request", "\"\(unknown)\" is not a field whose values are kept",
        advice: "use \(kept.joined(separator: ", "))")
    }
    if request.query == nil, request.filter == nil {
      source = .all(index.documents(fields: names).makeAsyncIterator())
    } else {
      source = .keys(try Self.keys(in: index, request), next: 0)
    }
  }

  /// The keys of what matches, without related documents, in the order of their bytes.
  private static func keys(in index: Index, _ request: Requests.Walk) throws -> [String] {
    var search = SearchRequest(
      request.query ?? "*", filter: request.filter, limit: index.documentCount)
    search.fields = []
    return try index.search(search).hits.filter { !$0.isRelated }.map(\.key).sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
  }

  private func next() throws -> IndexedDocument? {
    switch source {
    case .all(var iterator):
      defer { source = .all(iterator) }
      return try iterator.next()
    case .keys(let keys, var next):
      defer { source = .keys(keys, next: next) }
      while next < keys.count {
        next += 1
        // One that was deleted since by another commit is left out.
        if let document = try index.document(key: keys[next - 1], fields: names) {
          return document
        }
      }
      return nil
    }
  }

  /// Lines of at least `limit` bytes, unless the walk ends.
  func lines(limit: Int) throws -> String {
    var lines = ""
    repeat {
      guard let document = try next() else { return lines }
      lines += document.json(of: names).text
      lines += "\n"
    } while lines.utf8.count < limit
    return lines
  }
}

/// Starts a walk over documents.
@_cdecl("fihrist_walk_open")
public func fihristWalkOpen(
  _ index: OpaquePointer?, _ request: UnsafePointer<CChar>?, _ count: Int,
  _ walk: UnsafeMutablePointer<OpaquePointer?>?, _ error: UnsafeMutablePointer<fihrist_text>?
) -> Int32 {
  unsafe Texts.reporting(to: error) {
    let index = unsafe try Handles.object(index, Index.self, "index")
    let request = try RequestJSON.read(
      Requests.Walk.self, from: unsafe try Texts.read(request, count, "request"), "request")
    unsafe try Handles.give(try DocumentWalk(index, request), to: walk, "walk")
  }
}

/// Ends a walk.
@_cdecl("fihrist_walk_close")
public func fihristWalkClose(_ walk: OpaquePointer?) {
  unsafe Handles.close(walk, DocumentWalk.self)
}

/// Gives the next documents of a walk.
@_cdecl("fihrist_walk_next")
public func fihristWalkNext(
  _ walk: OpaquePointer?, _ limit: Int, _ lines: UnsafeMutablePointer<fihrist_text>?,
  _ error: UnsafeMutablePointer<fihrist_text>?
) -> Int32 {
  unsafe Texts.reporting(to: error) {
    let walk = unsafe try Handles.object(walk, DocumentWalk.self, "walk")
    unsafe Texts.write(try walk.lines(limit: limit), to: lines)
  }
}
