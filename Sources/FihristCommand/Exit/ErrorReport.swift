import ArgumentParser
import Fihrist
import FihristArchive

/// The report of any error: where its text is printed, and the exit code.
struct ErrorReport {
  /// The text that was requested, for standard output: help, version or completion script.
  var answer: String?

  /// The sentence for standard error.
  var sentence: String?

  /// The exit code.
  var status: ExitStatus

  /// Sorts `error`, thrown while parsing `arguments` or running the command they name.
  init(_ error: any Error, arguments: [String]) {
    switch error {
    case let error as SilentExit: self.init(status: error.status)
    case let error as ToolError: self.init(sentence: error.description, status: error.status)
    case let error as IndexError:
      self.init(sentence: error.toolSentence, status: error.kind.exitStatus)
    case let error as ArchiveError:
      self.init(
        sentence: error.description,
        status: error.kind == .interrupted ? .interrupted : .wrongUse)
    case let error as any FihristError: self.init(sentence: error.description, status: .wrongUse)
    default: self.init(parserError: error, arguments: arguments)
    }
  }

  private init(answer: String? = nil, sentence: String? = nil, status: ExitStatus) {
    self.answer = answer
    self.sentence = sentence
    self.status = status
  }

  /// The argument parser's errors: its help is an answer, everything else is wrong usage.
  private init(parserError error: any Error, arguments: [String]) {
    guard FihristTool.exitCode(for: error) != .success else {
      self.init(answer: FihristTool.fullMessage(for: error), status: .done)
      return
    }
    let lines = FihristTool.message(for: error).split(whereSeparator: \.isNewline)
    let reason = Self.withoutGuess(
      Self.joined(lines.map { $0.trimmingBlanks }).replacing(". Please", with: ", please"))
    self.init(
      sentence: "\(Self.sentence(reason)); \(Self.advice(for: arguments, reason))",
      status: .wrongUse)
  }

  /// The lines as one, and what the parser lists line by line behind hyphens with commas.
  private static func joined(_ lines: [Substring]) -> String {
    var text = ""
    var isInList = false
    for line in lines {
      let isItem = line.hasPrefix("- ")
      if !text.isEmpty { text += isItem && isInList ? ", " : " " }
      text += isItem ? line.dropFirst(2) : line
      isInList = isItem
    }
    return text
  }

  /// The parser's message without its full stop, in the middle of our sentence.
  private static func sentence(_ reason: String) -> String {
    var reason = reason.isEmpty ? "the arguments do not fit" : reason
    if reason.hasSuffix(".") { reason.removeLast() }
    return reason.prefix(1).lowercased() + reason.dropFirst()
  }

  private static func advice(for arguments: [String], _ reason: String) -> String {
    guard let command = arguments.first, CommandName.all.contains(command) else {
      return "see 'fihrist --help'"
    }
    let help = "see 'fihrist \(command) --help'"
    if let option = attached(in: arguments, reason) { return "\(help), or write \(option)" }
    // A number below zero that is refused was not taken for an option.
    let isValue = reason.hasPrefix("The value '")
    let mayBeText =
      !isValue
      && arguments.prefix { $0 != "--" }.contains {
        startsWithHyphen($0) || isForeign($0)
      }
    return mayBeText && takingText.contains(command)
      ? "\(help), or put -- before a text that starts with a hyphen, and all options before that"
      : help
  }

  /// The commands that take a text without the name of an option before it.
  private static let takingText: Set = [
    "search", "kwic", "trends", "collocates", "suggest", "copies", "export", "analyze", "explain",
  ]

  private static func startsWithHyphen(_ argument: String) -> Bool {
    argument.hasPrefix("-") && !argument.hasPrefix("--") && argument.count > 1
  }

  /// Whether an argument starts as an option and cannot name one: their names are Latin.
  private static func isForeign(_ argument: String) -> Bool {
    argument.hasPrefix("-") && !argument.prefix { $0 != "=" }.utf8.allSatisfy { $0 < 0x80 }
  }

  /// The parser's message without an option that it takes for similar to an Arabic word.
  private static func withoutGuess(_ reason: String) -> String {
    let pieces = reason.split(separator: "'", maxSplits: 2)
    guard reason.hasPrefix("Unknown option '"), pieces.count > 2, isForeign(String(pieces[1]))
    else { return reason }
    return "Unknown option '\(pieces[1])'"
  }

  /// The option whose value is missing because it starts with a hyphen, with the value joined to
  /// it: so it is never taken for an option.
  private static func attached(in arguments: [String], _ reason: String) -> String? {
    let pieces = reason.split(separator: "'", maxSplits: 1)
    guard reason.hasPrefix("Missing value for '"), pieces.count == 2,
      let name = pieces[1].split(whereSeparator: { $0 == " " || $0 == "'" }).first,
      let option = arguments.firstIndex(of: String(name)), option + 1 < arguments.count,
      startsWithHyphen(arguments[option + 1])
    else { return nil }
    let value = arguments[option + 1]
    let isPlain = value.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || "-_.:/0123456789".unicodeScalars.contains($0)
    }
    let parts = value.unicodeScalars.split(separator: "'", omittingEmptySubsequences: false)
    let quoted = parts.map { String($0) }.joined(separator: #"'\''"#)
    return "\(name)=" + (isPlain ? value : "'\(quoted)'")
  }
}

extension IndexError {
  /// The sentence, with advice for a person at a terminal where the library's is for a program.
  fileprivate var toolSentence: String {
    var error = self
    switch kind {
    case .notFound where reason == "no index exists here":
      error.advice = "check the path or create an index with 'fihrist index'"
    case .locked: error.advice = "wait until it has finished and run the command again"
    case .moved: error.advice = "run the command again with the path where the index is now"
    case .storage where advice.contains("try again"):
      error.advice = advice.replacing("try again", with: "run the command again")
    case .damaged:
      error.advice =
        "see with 'fihrist check' what is damaged, and save the rest with 'fihrist repair'; "
        + "or \(advice)"
    case .notFound, .unsupported, .storage, .invalid: break
    }
    return error.description
  }
}

extension IndexError.Kind {
  /// The exit code of a command that ends with such an error.
  var exitStatus: ExitStatus {
    switch self {
    case .damaged, .unsupported: .damagedIndex
    case .notFound, .locked, .moved, .storage, .invalid: .wrongUse
    }
  }
}

extension Substring {
  fileprivate var trimmingBlanks: Substring {
    var text = self
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
