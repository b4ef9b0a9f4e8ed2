internal import FihristFormat

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
  /// The class of each scalar that is one byte in a dictionary, by that byte; -1 for bytes that
  /// start longer codes.
  let ofBytes: [Int32]

  private static let scalarsOfBytes = (UInt8.min ... .max).map { TermCode.scalar(ofByte: $0) }

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
    var range = 0
    ofBytes = Self.scalarsOfBytes.map { scalar in
      guard let scalar else { return -1 }
      while range + 1 < starts.count, starts[range + 1] <= scalar { range += 1 }
      return Int32(classes[range])
    }
  }

  /// The range that `scalar` lies in.
  func range(of scalar: UInt32) -> Int {
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
