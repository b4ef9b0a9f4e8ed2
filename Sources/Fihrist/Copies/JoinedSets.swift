/// Numbers in sets that grow together (union–find, with path halving; Tarjan & van Leeuwen 1984).
struct JoinedSets {
  private var parents: [Int]

  /// Makes `count` sets of one number each.
  init(count: Int) { parents = Array(0..<count) }

  /// The least number of the set that has `number`.
  mutating func first(of number: Int) -> Int {
    var number = number
    while parents[number] != number {
      parents[number] = parents[parents[number]]
      number = parents[number]
    }
    return number
  }

  /// Joins the sets of two numbers.
  mutating func join(_ one: Int, _ other: Int) {
    let (a, b) = (first(of: one), first(of: other))
    parents[max(a, b)] = min(a, b)
  }
}
