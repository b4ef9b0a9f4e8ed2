/// 256 values looked up by a byte, so that an index cannot be out of range.
///
/// The memory is written once and never freed: tables are constants of the process.
@safe
struct ByteTable<Value: BitwiseCopyable & Sendable>: @unchecked Sendable {
  // Sendable because the memory is only read after `init`, and only this value has the address.
  private let base: UnsafePointer<Value>

  init(_ value: (UInt8) -> Value) {
    let memory = UnsafeMutablePointer<Value>.allocate(capacity: 256)
    for byte in UInt8.min...UInt8.max {
      unsafe (memory + Int(byte)).initialize(to: value(byte))
    }
    unsafe base = UnsafePointer(memory)
  }

  @inline(__always)
  subscript(byte: UInt8) -> Value { unsafe base[Int(byte)] }
}
