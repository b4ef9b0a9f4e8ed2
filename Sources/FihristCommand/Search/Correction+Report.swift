import Fihrist

extension Correction {
  /// What is said of it to people.
  var note: String {
    let why =
      switch reason {
      case .spelling: "did you mean"
      case .keyboard: "with the other keyboard it is"
      case .arabizi: "in Arabic letters it may be"
      }
    return "note: \(why) \(Terminal.errors.isolated(query))? It finds "
      + Quantity.count(total, "document")
  }
}
