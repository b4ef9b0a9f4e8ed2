import FihristFormat
import FihristTestSupport

/// Bytes on the heap with 64 behind them.
@safe final class Padded {
  private let start: UnsafeMutableRawPointer
  private let count: Int

  init(_ bytes: some Collection<UInt8>, filler: UInt8) {
    count = bytes.count
    unsafe start = .allocate(byteCount: count + 64, alignment: 1)
    for (offset, byte) in bytes.enumerated() {
      unsafe start.storeBytes(of: byte, toByteOffset: offset, as: UInt8.self)
    }
    unsafe (start + count).initializeMemory(as: UInt8.self, repeating: filler, count: 64)
  }

  deinit { unsafe start.deallocate() }

  var bytes: UnsafeRawBufferPointer { unsafe UnsafeRawBufferPointer(start: start, count: count) }
}
