internal import FihristFormat
internal import FihristKernels
internal import FihristStorage

/// Dense lists, ready to be added together.
///
/// Its pointers refer to posting lists that were checked to cover all documents of the segment, so
/// they are valid as long as the segment is mapped.
@safe struct DenseLists {
  /// The codes of each list from document 0 on: the required ones first.
  private let codes: Column<UnsafePointer<UInt8>?>
  /// Where the codes of the current window start.
  private let windowCodes: Column<UnsafePointer<UInt8>?>
  /// The tables, 16 bytes each.
  private let tables: Column<UInt8>
  /// How many of the lists are required.
  private(set) var requiredCount = 0
  /// How many there are.
  private(set) var count = 0

  /// Whether some lists are required.
  var hasRequired: Bool { requiredCount > 0 }

  /// Makes an empty group of at most `capacity` lists.
  init(capacity: Int, in arena: Arena) {
    unsafe codes = arena.allocate(capacity)
    unsafe windowCodes = arena.allocate(capacity)
    tables = arena.allocate(16 * capacity)
  }

  /// Appends a list; required ones come first.
  ///
  /// - Parameter table: What is added for each of its codes; nil for 1, whatever the code.
  mutating func append(_ list: OpenList, table: Column<UInt8>?, isRequired: Bool) {
    assert(requiredCount == count || !isRequired, "required lists come first")
    unsafe codes[count] = list.postings.nibbles
    let own = tables.suffix(from: 16 * count)
    if let table {
      own.copy(16, from: table)
    } else {
      own[0] = 0
      own.fill(1..<16, with: 1)
    }
    count += 1
    if isRequired { requiredCount += 1 }
  }

  /// Sets the bounds of a window that starts at document `start`, a multiple of 64, to the sums
  /// over these lists; 0 where a required one is absent.
  func setBounds(_ bounds: WindowBounds, groups: Int, from start: UInt32) {
    for index in 0..<count {
      unsafe windowCodes[index] = codes[index].map { unsafe $0 + Int(start) / 2 }
    }
    if hasRequired {
      add(0..<requiredCount, to: bounds, groups: groups, fihrist_dense_require)
      if count > requiredCount {
        add(requiredCount..<count, to: bounds, groups: groups, fihrist_dense_add_matching)
      }
    } else if count > 0 {
      add(0..<count, to: bounds, groups: groups, fihrist_dense_store)
    } else {
      bounds.fill(0..<64 * groups, with: 0)
    }
  }

  private func add(
    _ lists: Range<Int>, to bounds: WindowBounds, groups: Int, _ mode: fihrist_dense_mode
  ) {
    unsafe fihrist_dense_bounds(
      bounds.pointer(groups: groups), groups,
      windowCodes.suffix(from: lists.lowerBound).pointer(for: lists.count),
      tables.suffix(from: 16 * lists.lowerBound).pointer(for: 16 * lists.count), lists.count, mode)
  }
}
