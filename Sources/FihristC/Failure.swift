internal import CFihrist
internal import Fihrist
internal import FihristAnswers
internal import FihristArchive

/// An error as the interface reports it: a code, and one JSON object.
struct Failure {
  let code: Int32
  let json: JSON

  init(_ error: any Error) {
    let (code, kind) = Self.situation(of: error)
    self.code = Int32(bitPattern: code.rawValue)
    var members: [JSON.Member] = [
      JSON.Member("code", .integer(Int(code.rawValue))), JSON.Member("kind", .string(kind)),
    ]
    if let error = error as? any FihristError {
      members += [
        JSON.Member("location", .string(error.location)),
        JSON.Member("reason", .string(error.reason)),
        JSON.Member("advice", .string(error.advice)),
        JSON.Member("message", .string(error.description)),
      ]
    } else {
      members.append(JSON.Member("message", .string("\(error)")))
    }
    if let error = error as? QueryError {
      members += [
        JSON.Member("query_kind", .string(error.kind.rawValue)),
        JSON.Member("column", .integer(error.column)),
      ]
    }
    json = .object(members)
  }

  private static func situation(of error: any Error) -> (fihrist_code, String) {
    switch error {
    case let error as IndexError: situation(of: error.kind)
    case is QueryError: (FIHRIST_QUERY, "query")
    case is SchemaError, is ArchiveError: (FIHRIST_INVALID, "invalid")
    case is CallError: (FIHRIST_ARGUMENT, "argument")
    default: (FIHRIST_OTHER, "other")
    }
  }

  private static func situation(of kind: IndexError.Kind) -> (fihrist_code, String) {
    switch kind {
    case .notFound: (FIHRIST_NOT_FOUND, "not_found")
    case .damaged: (FIHRIST_DAMAGED, "damaged")
    case .unsupported: (FIHRIST_UNSUPPORTED, "unsupported")
    case .locked: (FIHRIST_LOCKED, "locked")
    case .moved: (FIHRIST_MOVED, "moved")
    case .storage: (FIHRIST_STORAGE, "storage")
    case .invalid: (FIHRIST_INVALID, "invalid")
    }
  }
}
