internal import CFihrist

/// A column of a batch. It reads memory of the batch, which must outlive it.
@safe struct ArrowColumn {
  /// What takes the texts of a row; the bytes are valid for the call.
  typealias Body = (UnsafeBufferPointer<UInt8>) throws -> Void

  private let array: ArrowArray
  private let layout: ArrowLayout
  /// The values of a dictionary or of lists.
  private let values: [ArrowColumn]

  init(_ array: ArrowArray, _ layout: ArrowLayout) throws {
    unsafe self.array = array
    self.layout = layout
    switch layout {
    case .dictionary(_, let inner):
      unsafe values = [try Self.inner(array.dictionary, inner)]
    case .lists(_, let inner), .listViews(_, let inner), .fixedLists(_, let inner):
      unsafe values = [try Self.inner(array.n_children == 1 ? array.children?[0] : nil, inner)]
    default: values = []
    }
  }

  private static func inner(
    _ array: UnsafeMutablePointer<ArrowArray>?, _ layout: ArrowLayout
  ) throws -> ArrowColumn {
    guard let array = unsafe array else {
      throw CallError(
        "stream", "a batch lacks the values of a list or dictionary",
        advice: "correct the program that made it")
    }
    return unsafe try ArrowColumn(array.pointee, layout)
  }

  /// Gives the texts of a row to `body`, which is below the length: none for a null, several for a
  /// list.
  ///
  /// - Returns: How many there were.
  @discardableResult
  func forEach(row: Int, _ body: Body) throws -> Int {
    let index = unsafe row + Int(array.offset)
    guard isValid(index) else { return 0 }
    switch layout {
    case .lists, .listViews, .fixedLists:
      var count = 0
      for value in range(of: index) {
        unsafe count += try values[0].forEach(row: value, body)
      }
      return count
    case .dictionary(let numbers, _):
      return unsafe try values[0].forEach(row: integer(index, numbers), body)
    case .nothing: return 0
    case .texts(let bytes): unsafe try body(text(index, offsetBytes: bytes))
    case .textViews: unsafe try body(view(index))
    default:
      var text = number(index)
      try text.withUTF8 { unsafe try body($0) }
    }
    return 1
  }

  // MARK: Buffers

  private func buffer(_ number: Int) -> UnsafeRawPointer? {
    guard unsafe number < array.n_buffers, let buffers = unsafe array.buffers else { return nil }
    return unsafe buffers[number]
  }

  private func isValid(_ index: Int) -> Bool {
    if unsafe array.null_count == 0 { return true }
    if case .nothing = layout { return false }
    guard let bits = unsafe buffer(0) else { return true }
    let byte = unsafe bits.load(fromByteOffset: index >> 3, as: UInt8.self)
    return byte >> (index & 7) & 1 == 1
  }

  private func load<Value: BitwiseCopyable>(
    _ type: Value.Type, _ index: Int, buffer number: Int = 1
  ) -> Value? {
    guard let bytes = unsafe buffer(number) else { return nil }
    return unsafe bytes.loadUnaligned(
      fromByteOffset: index * MemoryLayout<Value>.stride, as: type)
  }

  private func offset(_ index: Int, bytes: Int, buffer: Int = 1) -> Int {
    bytes == 4
      ? Int(load(Int32.self, index, buffer: buffer) ?? 0)
      : Int(load(Int64.self, index, buffer: buffer) ?? 0)
  }

  // MARK: Values

  private func text(_ index: Int, offsetBytes: Int) -> UnsafeBufferPointer<UInt8> {
    let start = offset(index, bytes: offsetBytes)
    let end = offset(index + 1, bytes: offsetBytes)
    return unsafe Self.bytes(buffer(2), start..<max(start, end))
  }

  /// A view has a length, and then the text if it has at most 12 bytes, otherwise its first four,
  /// the number of a buffer and an offset in it.
  private func view(_ index: Int) -> UnsafeBufferPointer<UInt8> {
    guard let views = unsafe buffer(1) else { return unsafe Self.bytes(nil, 0..<0) }
    let start = index * 16
    let count = Int(load(Int32.self, index * 4) ?? 0)
    if count <= 12 { return unsafe Self.bytes(views, start + 4..<start + 4 + max(0, count)) }
    let number = Int(load(Int32.self, index * 4 + 2) ?? 0)
    let offset = Int(load(Int32.self, index * 4 + 3) ?? 0)
    return unsafe Self.bytes(buffer(2 + number), offset..<offset + count)
  }

  private static func bytes(
    _ buffer: UnsafeRawPointer?, _ range: Range<Int>
  ) -> UnsafeBufferPointer<UInt8> {
    guard let buffer = unsafe buffer, !range.isEmpty else {
      return unsafe UnsafeBufferPointer(start: nil, count: 0)
    }
    let start = unsafe (buffer + range.lowerBound).assumingMemoryBound(to: UInt8.self)
    return unsafe UnsafeBufferPointer(start: start, count: range.count)
  }

  private func range(of index: Int) -> Range<Int> {
    switch layout {
    case .fixedLists(let count, _): return index * count..<(index + 1) * count
    case .listViews(let bytes, _):
      let start = offset(index, bytes: bytes)
      return start..<start + max(0, offset(index, bytes: bytes, buffer: 2))
    case .lists(let bytes, _):
      let start = offset(index, bytes: bytes)
      return start..<max(start, offset(index + 1, bytes: bytes))
    default: return 0..<0
    }
  }

  private func integer(_ index: Int, _ layout: ArrowLayout) -> Int {
    switch layout {
    case .signed(1): Int(load(Int8.self, index) ?? 0)
    case .signed(2): Int(load(Int16.self, index) ?? 0)
    case .signed(4), .days: Int(load(Int32.self, index) ?? 0)
    case .unsigned(1): Int(load(UInt8.self, index) ?? 0)
    case .unsigned(2): Int(load(UInt16.self, index) ?? 0)
    case .unsigned(4): Int(load(UInt32.self, index) ?? 0)
    default: Int(load(Int64.self, index) ?? 0)
    }
  }

  /// The text of anything but a text.
  private func number(_ index: Int) -> String {
    switch layout {
    case .boolean:
      let byte = load(UInt8.self, index >> 3) ?? 0
      return byte >> (index & 7) & 1 == 1 ? "true" : "false"
    case .unsigned(8): return String(load(UInt64.self, index) ?? 0)
    case .single: return Self.text("\(load(Float.self, index) ?? 0)")
    case .double: return Self.text("\(load(Double.self, index) ?? 0)")
    case .days: return ArrowTime.day(integer(index, layout))
    case .milliseconds: return ArrowTime.text(integer(index, layout), perSecond: 1_000)
    case .timestamp(let perSecond):
      return ArrowTime.text(integer(index, layout), perSecond: Int(perSecond))
    default: return String(integer(index, layout))
    }
  }

  private static func text(_ number: String) -> String {
    number.hasSuffix(".0") ? String(number.dropLast(2)) : number
  }
}
