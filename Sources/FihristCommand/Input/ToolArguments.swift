import ArgumentParser
import Fihrist
import FihristArchive

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The arguments of the tool, as the system passes them.
enum ToolArguments {
  /// The arguments after the tool's own name, in the form of `InputPath.argument`: file names are
  /// bytes, and Swift's `CommandLine.arguments` changes those that are not UTF-8.
  static var all: [String] {
    var arguments: [String] = []
    for index in 1..<max(1, Int(CommandLine.argc)) {
      guard let argument = unsafe CommandLine.unsafeArgv[index] else { break }
      let bytes = unsafe UnsafeRawBufferPointer(start: argument, count: strlen(argument))
      arguments.append(unsafe InputPath.argument(Array(bytes)))
    }
    return arguments
  }

  /// Refuses arguments that are not UTF-8, except where they name inputs.
  static func check(_ arguments: [String]) throws(ToolError) {
    guard arguments.first != "index" else { return }
    for argument in arguments { try check(argument) }
  }

  /// Refuses the value of an option if it is not UTF-8, while arguments are parsed.
  static func validate(_ argument: String) throws(ValidationError) {
    do throws(ToolError) {
      try check(argument)
    } catch {
      throw ValidationError(error.description)
    }
  }

  /// Refuses `argument` if it is not UTF-8: it would become another text, or another path.
  static func check(_ argument: String) throws(ToolError) {
    guard argument.unicodeScalars.contains(where: { InputPath.hiddenByte($0) != nil }) else {
      return
    }
    throw ToolError(
      "the argument '\(argument.displayed)' is not UTF-8",
      advice: "give another name, or pass a file through standard input")
  }
}
