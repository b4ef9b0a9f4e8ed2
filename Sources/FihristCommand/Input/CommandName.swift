import ArgumentParser
import FihristArchive

/// The name of a command, as the first argument or behind `help`.
enum CommandName {
  /// All names, in the order of the help.
  static var all: [String] { FihristTool.configuration.subcommands.map { $0._commandName } }

  /// Refuses a name that no command has: the parser would take it for a stray argument, and behind
  /// `help` for nothing at all.
  static func check(_ arguments: [String]) throws(ToolError) {
    var names = arguments.prefix { !$0.hasPrefix("-") }
    if names.first == "help" {
      names = names.dropFirst()
      if names.first == "help" { return }
      if names.count > 1, let name = names.first, all.contains(name) {
        throw ToolError(
          "'\(name)' has no commands of its own, such as '\(names[names.startIndex + 1])'",
          advice: "see 'fihrist \(name) --help'")
      }
    }
    guard let name = names.first, !all.contains(name) else { return }
    throw ToolError("no command is called '\(name)'", advice: advice(for: name))
  }

  private static func advice(for name: String) -> String {
    guard let nearest = nearest(to: name) else {
      return "use one of \(all.joined(separator: ", ")), or see 'fihrist --help'"
    }
    return "use 'fihrist \(nearest)' if that was meant, or see 'fihrist --help'"
  }

  /// The command whose name was mistyped as `name`: at most one edit in three letters makes it, or
  /// it alone starts so.
  private static func nearest(to name: String) -> String? {
    let longer = all.filter { $0.hasPrefix(name) }
    if longer.count == 1 { return longer[0] }
    let near = all.map { (name: $0, edits: edits(Array($0), Array(name.prefix(40)))) }
      .min { $0.edits < $1.edits }
    guard let near, near.edits <= max(1, near.name.count / 3) else { return nil }
    return near.name
  }

  /// How many letters must be inserted, left out, changed or swapped with a neighbour.
  private static func edits(_ one: [Character], _ other: [Character]) -> Int {
    var rows = [Array(0...other.count)]
    for (row, letter) in one.enumerated() {
      var next = [row + 1]
      for (column, typed) in other.enumerated() {
        let last = rows[row]
        var least = min(last[column] + (letter == typed ? 0 : 1), last[column + 1] + 1)
        least = min(least, next[column] + 1)
        if row > 0, column > 0, letter == other[column - 1], one[row - 1] == typed {
          least = min(least, rows[row - 1][column - 1] + 1)
        }
        next.append(least)
      }
      rows.append(next)
    }
    return rows[one.count][other.count]
  }
}
