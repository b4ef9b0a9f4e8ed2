/// The information in all errors of Fihrist: where something went wrong, what it was, and what to
/// do about it.
///
/// The methods of the library are declared `throws`, without a type, and their documentation names
/// the types. So a program catches the situations that it can handle, and shows the others:
///
///     do {
///       let writer = try IndexWriter(path: "articles.index")
///     } catch let error as IndexError where error.kind == .locked {
///       // Another writer is at work: try again later.
///     } catch let error as any FihristError {
///       print(error.description)
///     }
///
/// ``description`` is for people. `localizedDescription` belongs to Foundation, which the engine
/// does not use. A program that wants it to say the same adds one line for each error type:
///
///     extension IndexError: @retroactive LocalizedError {
///       public var errorDescription: String? { description }
///     }
public protocol FihristError: Error, CustomStringConvertible {
  /// Where it went wrong: a file, perhaps with a line, a directory, a field of a schema or a
  /// character of a query. May be empty.
  var location: String { get }

  /// What is wrong, as a clause without a full stop.
  var reason: String { get }

  /// What to do next, as an imperative clause without a full stop. Following it must help.
  var advice: String { get }
}

extension FihristError {
  /// Location, reason and advice in one sentence that stands alone, without a full stop.
  public var description: String {
    location.isEmpty ? "\(reason); \(advice)" : "\(location): \(reason); \(advice)"
  }
}
