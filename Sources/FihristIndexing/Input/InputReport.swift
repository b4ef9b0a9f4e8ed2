/// What was wrong with an input: how often each kind of problem occurred, and the first few of
/// each.
///
/// Reports of chunks that were read in parallel are merged. The result does not depend on the order
/// of merging, because samples are chosen by their location in the input.
public struct InputReport: Sendable, Hashable {
  /// A kind of problem. None of them stops the indexing unless the caller asks for that.
  public enum Problem: String, Sendable, Hashable, CaseIterable, Comparable {
    /// A record that is not in its format, such as a line that is not JSON. It is left out.
    case malformed
    /// A record without a key, or with one that is too long. It is left out.
    case key
    /// A record without a word to search. It is left out.
    case noText = "no-text"
    /// Bytes that are not UTF-8. The document is indexed; the bytes separate words.
    case notUTF8 = "not-utf8"
    /// A record beyond a limit, such as a text of several gigabytes. It is left out.
    case tooLarge = "too-large"
    /// A key that already occurred in this input. The later document counts.
    case duplicate
    /// A value that could not be understood, such as a date. It is kept as written.
    case value
    /// A file that could not be read. It is left out.
    case unreadable
    /// Files in an archive that hold no article. They are passed over.
    case skipped
    /// A file that is not UTF-8. It was converted from the encoding that it was taken for.
    case encoding

    /// By name.
    public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }

    /// Whether the record is left out of the index.
    public var losesDocument: Bool {
      switch self {
      case .malformed, .key, .noText, .tooLarge, .unreadable: true
      case .notUTF8, .duplicate, .value, .skipped, .encoding: false
      }
    }
  }

  /// One problem and where it was.
  public struct Sample: Sendable, Hashable, CustomStringConvertible {
    /// What kind of problem it is.
    public var problem: Problem
    /// The name of the input file, `-` for standard input; empty if it is not known, as with
    /// documents that have one key.
    public var file: String
    /// The line, from 1; 0 if the file has no lines.
    public var line: Int
    /// What was wrong, in one sentence for people.
    public var message: String
    /// The chunk of the input in which it was; samples are sorted by it.
    var chunk: UInt64 = 0

    /// `file:line`, or the file if it has no lines.
    public var location: String { line > 0 ? "\(file):\(line)" : file }

    /// `file:line: message`, or the message if the file is not known.
    public var description: String { file.isEmpty ? message : "\(location): \(message)" }
  }

  /// This many samples of each kind are kept.
  public static let sampleLimit = 10

  /// How many problems of each kind there were; kinds that did not occur are missing.
  public private(set) var counts: [Problem: Int] = [:]

  /// The first problems of each kind, in the order of the input.
  public private(set) var samples: [Sample] = []

  /// The chunk to which problems are added.
  var chunk: UInt64 = 0

  /// Makes an empty report.
  public init() {}

  /// Whether no problem was found.
  public var isEmpty: Bool { counts.isEmpty }

  /// How many records were left out.
  public var lostDocuments: Int {
    counts.reduce(0) { $1.key.losesDocument ? $0 + $1.value : $0 }
  }

  /// Adds a problem.
  ///
  /// - Parameters:
  ///   - problem: What kind it is.
  ///   - file: The name of the input file.
  ///   - line: The line, from 1; 0 if there are none.
  ///   - message: One sentence; not evaluated once there are enough samples.
  public mutating func add(
    _ problem: Problem, file: String, line: Int = 0, _ message: @autoclosure () -> String
  ) {
    let count = counts[problem, default: 0]
    counts[problem] = count + 1
    guard count < Self.sampleLimit else { return }
    samples.append(
      Sample(problem: problem, file: file, line: line, message: message(), chunk: chunk))
  }

  /// Adds the problems of `other`. For each kind, the first samples in the order of chunks remain.
  public mutating func merge(_ other: InputReport) {
    guard !other.isEmpty else { return }
    counts.merge(other.counts, uniquingKeysWith: +)
    // Samples of one chunk come from one report and are in order; the sort must keep that.
    let all = (samples + other.samples).enumerated().sorted {
      ($0.element.chunk, $0.offset) < ($1.element.chunk, $1.offset)
    }
    var taken: [Problem: Int] = [:]
    samples = all.map(\.element).filter { sample in
      taken[sample.problem, default: 0] += 1
      return taken[sample.problem, default: 0] <= Self.sampleLimit
    }
  }

  /// Adds `count` documents that a later one replaced, and names the first of their `keys`: what is
  /// known of a document at a commit is its key, and not its location.
  package mutating func add(duplicates count: Int, _ keys: RepeatedKeys) {
    guard count > 0 else { return }
    counts[.duplicate, default: 0] += count
    let room = Self.sampleLimit - samples.count { $0.problem == .duplicate }
    for key in keys.all.prefix(max(0, room)) {
      let name = String(decoding: key, as: UTF8.self)
      samples.append(
        Sample(
          problem: .duplicate, file: "", line: 0,
          message: "several documents have the key \"\(name)\", and the last of them is kept",
          chunk: chunk))
    }
  }
}
