import Fihrist
import FihristAnswers

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A file of whole requests: `class<TAB>request` on a line, or bare requests, each a
/// ``MeasuredRequest`` in JSON.
enum RequestFile {
  /// Reads the file at `path`; the texts of queries are parsed as for `index`.
  ///
  /// - Throws: ``ToolError`` that names the first line that is not a request.
  static func classes(ofFile path: String, for index: Index) throws -> [RequestClass] {
    let classes = QueryFile.classes(of: try TextInput.lines(ofFile: path))
    guard !classes.isEmpty else {
      throw ToolError("\(path) has no request", advice: "write one on each line")
    }
    return try classes.map { requestClass in
      RequestClass(
        name: requestClass.name,
        requests: try requestClass.queries.map { entry in
          try request(entry, path: path, index: index)
        })
    }
  }

  private static func request(
    _ entry: QueryClass.Entry, path: String, index: Index
  ) throws -> MeasuredRequest {
    do {
      let decoded = try JSONDecoder().decode(MeasuredRequest.self, from: Data(entry.text.utf8))
      guard case .search(var request) = decoded else { return decoded }
      request.query = .query(try parsed(request.query, index: index))
      request.filter = try request.filter.map { .query(try parsed($0, index: index)) }
      return .search(request)
    } catch let error as QueryError {
      throw ToolError("\(path):\(entry.line): \(error.reason)", advice: error.advice)
    } catch let error as DecodingError {
      throw ToolError(
        "\(path):\(entry.line): it is not a request: \(reason(error))",
        advice: "write an object such as {\"query\":\"نفط\",\"limit\":10}")
    }
  }

  private static func parsed(_ source: QuerySource, index: Index) throws -> Query {
    switch source {
    case .query(let query): query
    case .text(let text): try index.query(strictly: text)
    case .parsed(let parsed): try index.query(strictly: parsed.text)
    }
  }

  private static func reason(_ error: DecodingError) -> String {
    switch error {
    case .dataCorrupted(let context), .valueNotFound(_, let context),
      .typeMismatch(_, let context):
      let path = context.codingPath.map(\.stringValue).joined(separator: ".")
      return path.isEmpty ? context.debugDescription : "\(path): \(context.debugDescription)"
    case .keyNotFound(let key, _): return "it has no member \"\(key.stringValue)\""
    @unknown default: return "it cannot be read"
    }
  }
}
