/// Divides all scalars into few classes, so that an automaton needs a transition for each class
/// only.
///
/// Scalars are cut into ranges; a class has one range or several.
struct ScalarClasses {
  /// The first scalar of each range, ascending from 0.
  let starts: [UInt32]
  /// The class of each range.
  let classes: [UInt16]
  /// How many classes there are.
  let count: Int
  /// The ranges of the scalars that nearly all words are made of.
  private let near: [UInt16]

  private static let nearCount = 0x700

  /// Makes classes whose members no set of `sets` tells apart.
  init(separating sets: [ScalarSet]) {
    var cuts: Set<UInt32> = [0]
    for range in sets.lazy.flatMap(\.ranges) {
      cuts.insert(range.lowerBound)
      if range.upperBound < ScalarSet.last { cuts.insert(range.upperBound + 1) }
    }
    let starts = cuts.sorted()
    self.init(starts: starts, classes: starts.indices.map { UInt16($0) }, count: starts.count)
  }

  /// Makes a class for each of `scalars`, numbered from 1 in their order, and class 0 of all
  /// others.
  init(singling scalars: [UInt32]) {
    var starts: [UInt32] = [0]
    var classes: [UInt16] = [0]
    for (scalar, number) in scalars.enumerated().map({ ($1, $0) }).sorted(by: { $0.0 < $1.0 }) {
      if starts.last == scalar {
        classes[classes.count - 1] = UInt16(number + 1)
      } else {
        starts.append(scalar)
        classes.append(UInt16(number + 1))
      }
      starts.append(scalar + 1)
      classes.append(0)
    }
    self.init(starts: starts, classes: classes, count: scalars.count + 1)
  }

  private init(starts: [UInt32], classes: [UInt16], count: Int) {
    self.starts = starts
    self.classes = classes
    self.count = count
    var near: [UInt16] = []
    var range = 0
    for scalar in 0..<UInt32(Self.nearCount) {
      while range + 1 < starts.count, starts[range + 1] <= scalar { range += 1 }
      near.append(UInt16(range))
    }
    self.near = near
  }

  /// The range that `scalar` lies in.
  func range(of scalar: UInt32) -> Int {
    if scalar < Self.nearCount { return Int(near[Int(scalar)]) }
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= scalar { low = middle } else { high = middle }
    }
    return low
  }

  /// The class of `scalar`.
  func callAsFunction(_ scalar: UInt32) -> Int { Int(classes[range(of: scalar)]) }
}
