/// A file of queries: `class<TAB>query` on a line, or bare queries.
enum QueryFile {
  /// The class of bare queries.
  static let nameOfBareQueries = "all"

  /// The classes of `lines`, in the order of their first occurrence; empty lines are skipped.
  static func classes(of lines: [String]) -> [QueryClass] {
    var classes: [QueryClass] = []
    var indices: [String: Int] = [:]
    for (index, line) in lines.enumerated() where line.contains(where: { !$0.isWhitespace }) {
      let parts = line.unicodeScalars.split(
        separator: "\t", maxSplits: 1, omittingEmptySubsequences: false)
      let name = parts.count == 2 ? String(parts[0]) : nameOfBareQueries
      let entry = QueryClass.Entry(text: String(parts[parts.count - 1]), line: index + 1)
      if let known = indices[name] {
        classes[known].queries.append(entry)
      } else {
        indices[name] = classes.count
        classes.append(QueryClass(name: name, queries: [entry]))
      }
    }
    return classes
  }
}
