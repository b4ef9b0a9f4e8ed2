internal import FihristAnswers
internal import Foundation
internal import Synchronization

/// Writes one JSON line for each request, with what was done and how long it took, but not what was
/// searched for unless that was asked for.
final class RequestLog: Sendable {
  /// What one line says.
  struct Entry: Sendable {
    var requestID: String
    var method: String
    var route: String
    var status: Int
    var time: Duration
    var waited: Duration?
    var generation: UInt64?
    var hits: Int?
    var query: String?
    /// What an answer of status 500 does not say.
    var fault: String?
  }

  private let write: @Sendable (String) -> Void

  /// Makes a log.
  ///
  /// - Parameter write: Takes a line with its end; called from any thread.
  init(_ write: @escaping @Sendable (String) -> Void) { self.write = write }

  /// Writes to standard error.
  static let standardError = RequestLog { FileHandle.standardError.write(Data($0.utf8)) }

  /// Writes a line about something that no request caused.
  func add(trouble: String) {
    write(JSON.object([Self.time, JSON.Member("trouble", .string(trouble))]).text + "\n")
  }

  /// Writes a line about something that went well again.
  func add(event: String) {
    write(JSON.object([Self.time, JSON.Member("event", .string(event))]).text + "\n")
  }

  private static var time: JSON.Member {
    JSON.Member("time", .string(Date().ISO8601Format(.init(includingFractionalSeconds: true))))
  }

  /// Writes a line.
  func add(_ entry: Entry) {
    var members = [
      Self.time,
      JSON.Member("request_id", .string(entry.requestID)),
      JSON.Member("method", .string(entry.method)), JSON.Member("route", .string(entry.route)),
      JSON.Member("status", .integer(entry.status)),
      JSON.Member("ms", .number(entry.time.milliseconds)),
    ]
    if let waited = entry.waited {
      members.append(JSON.Member("queue_ms", .number(waited.milliseconds)))
    }
    if let generation = entry.generation {
      members.append(JSON.Member("generation", .integer(Int(clamping: generation))))
    }
    if let hits = entry.hits { members.append(JSON.Member("hits", .integer(hits))) }
    if let query = entry.query { members.append(JSON.Member("q", .string(query))) }
    if let fault = entry.fault { members.append(JSON.Member("fault", .string(fault))) }
    write(JSON.object(members).text + "\n")
  }
}
