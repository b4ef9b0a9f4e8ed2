import FihristStorage
import Testing

/// Columns, and what debug builds find about them.
@Suite struct ColumnTests {
  /// Memory of its own for ten numbers, lent once.
  @safe private struct Memory: ~Copyable {
    private let base: UnsafeMutablePointer<Int>
    private var lease = ColumnLease()

    init() {
      unsafe base = .allocate(capacity: 10)
      for index in 0..<10 { unsafe (base + index).initialize(to: index) }
    }

    deinit { unsafe base.deallocate() }

    var column: Column<Int> { unsafe Column(unsafe: base, count: 10, lease: lease) }

    mutating func takeBack() { lease = lease.renewed() }
  }

  @Test func `parts of a column share its values`() {
    let memory = Memory()
    let column = memory.column
    let middle = column[3..<6]
    middle[1] = 40
    #expect((0..<10).map { column[$0] } == [0, 1, 2, 3, 40, 5, 6, 7, 8, 9])
    column.suffix(from: 8).fill(0..<2, with: -1)
    column.copy(3, from: column.suffix(from: 2))
    #expect((0..<10).map { column[$0] } == [2, 3, 40, 3, 40, 5, 6, 7, -1, -1])
    column.sort(by: >)
    #expect((0..<10).map { column[$0] } == [40, 40, 7, 6, 5, 3, 3, 2, -1, -1])
    #expect(Column<Int>.empty.indices.isEmpty)
  }

  #if DEBUG
    @Test func `an index past the end stops a debug build`() async {
      await #expect(processExitsWith: .failure) { _ = Memory().column[10] }
    }

    @Test func `a part past the end stops a debug build`() async {
      await #expect(processExitsWith: .failure) { _ = Memory().column[5..<11] }
    }

    @Test func `a column whose memory was taken back stops a debug build`() async {
      await #expect(processExitsWith: .failure) {
        var memory = Memory()
        let column = memory.column
        memory.takeBack()
        _ = column[0]
      }
    }
  #endif
}
