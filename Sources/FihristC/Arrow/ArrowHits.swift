internal import CFihrist

/// Hits as an array of Arrow: what a consumer releases.
enum ArrowHits {
  private static let columns: [(name: StaticString, format: StaticString)] = [
    ("query", "l"), ("key", "U"), ("score", "f"),
  ]

  /// Describes the array.
  static func describe(into schema: UnsafeMutablePointer<ArrowSchema>) {
    unsafe schema.initialize(to: self.schema("", "+s", children: columns.count))
    for (index, column) in columns.enumerated() {
      let child = UnsafeMutablePointer<ArrowSchema>.allocate(capacity: 1)
      unsafe child.initialize(to: self.schema(column.name, column.format, children: 0))
      unsafe schema.pointee.children[index] = child
    }
  }

  private static func schema(
    _ name: StaticString, _ format: StaticString, children: Int
  ) -> ArrowSchema {
    unsafe ArrowSchema(
      format: UnsafeRawPointer(format.utf8Start).assumingMemoryBound(to: CChar.self),
      name: UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self),
      metadata: nil, flags: 0, n_children: Int64(children),
      children: children == 0 ? nil : .allocate(capacity: children), dictionary: nil,
      release: { schema in
        guard let schema = unsafe schema else { return }
        for index in unsafe 0..<Int(schema.pointee.n_children) {
          guard let child = unsafe schema.pointee.children[index] else { continue }
          unsafe child.pointee.release?(child)
          unsafe child.deallocate()
        }
        unsafe schema.pointee.children?.deallocate()
        unsafe schema.pointee.release = nil
      }, private_data: nil)
  }

  /// Copies the hits.
  static func copy(_ hits: fihrist_hits, into array: UnsafeMutablePointer<ArrowArray>) {
    let count = unsafe Int(hits.hit_count)
    var queries: [Int64] = []
    queries.reserveCapacity(count)
    for query in unsafe 0..<Int(hits.query_count) {
      let own = unsafe hits.hit_offsets[query + 1] - hits.hit_offsets[query]
      queries.append(contentsOf: repeatElement(Int64(query), count: Int(own)))
    }
    let keyBytes = unsafe Int(hits.key_offsets[count])
    let buffers: [[UnsafeMutableRawPointer?]] = unsafe [
      [nil, queries.withUnsafeBytes { unsafe memory($0.baseAddress, $0.count) }],
      [
        nil, memory(hits.key_offsets, (count + 1) * MemoryLayout<Int64>.stride),
        memory(hits.keys, keyBytes),
      ],
      [nil, memory(hits.scores, count * MemoryLayout<Float>.stride)],
    ]
    unsafe array.initialize(to: self.array([nil], count: count, children: buffers.count))
    for index in unsafe buffers.indices {
      let child = UnsafeMutablePointer<ArrowArray>.allocate(capacity: 1)
      unsafe child.initialize(to: self.array(buffers[index], count: count, children: 0))
      unsafe array.pointee.children[index] = child
    }
  }

  private static func memory(
    _ source: UnsafeRawPointer?, _ count: Int
  ) -> UnsafeMutableRawPointer? {
    let copy = UnsafeMutableRawPointer.allocate(byteCount: max(1, count), alignment: 64)
    if let source = unsafe source, count > 0 {
      unsafe copy.copyMemory(from: source, byteCount: count)
    }
    return unsafe copy
  }

  private static func array(
    _ buffers: [UnsafeMutableRawPointer?], count: Int, children: Int
  ) -> ArrowArray {
    let list = unsafe UnsafeMutablePointer<UnsafeRawPointer?>.allocate(
      capacity: buffers.count)
    for index in unsafe buffers.indices {
      unsafe (list + index).initialize(to: UnsafeRawPointer(buffers[index]))
    }
    return unsafe ArrowArray(
      length: Int64(count), null_count: 0, offset: 0, n_buffers: Int64(buffers.count),
      n_children: Int64(children), buffers: list,
      children: children == 0 ? nil : .allocate(capacity: children), dictionary: nil,
      release: { array in
        guard let array = unsafe array else { return }
        for index in unsafe 0..<Int(array.pointee.n_children) {
          guard let child = unsafe array.pointee.children[index] else { continue }
          unsafe child.pointee.release?(child)
          unsafe child.deallocate()
        }
        for index in unsafe 0..<Int(array.pointee.n_buffers) {
          unsafe UnsafeMutableRawPointer(mutating: array.pointee.buffers[index])?.deallocate()
        }
        unsafe array.pointee.buffers.deallocate()
        unsafe array.pointee.children?.deallocate()
        unsafe array.pointee.release = nil
      }, private_data: nil)
  }
}
