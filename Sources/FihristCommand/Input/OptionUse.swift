/// Options that say what is meant and not how much: the last of several would replace the others,
/// where most people expect all of them to count.
enum OptionUse {
  /// What to do instead of giving such an option twice.
  private static let advice = [
    "--group": "give it once, because hits come in groups of one field",
    "--filter": "join both queries in one, as in --filter '+(نفط) +(غاز)'",
    "--query": "join both queries in one",
    "--fields": "name all fields in one, with commas between them",
    "--in": "name all fields in one, with commas between them",
  ]

  /// Refuses options that are given twice and count once.
  ///
  /// - Throws: ``ToolError``, which says how to ask for both.
  static func check(_ arguments: [String]) throws(ToolError) {
    var given: Set<String> = []
    var rest = arguments[...]
    while let argument = rest.popFirst(), argument != "--" {
      let name = argument.prefix { $0 != "=" }
      guard let advice = advice[String(name)] else { continue }
      if name == argument { _ = rest.popFirst() }
      guard given.insert(String(name)).inserted else {
        throw ToolError("\(name) is given twice and counts once", advice: advice)
      }
    }
  }
}
