#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Bytes followed by exactly 64 that can be read and then by a page that cannot: reading further
/// ends the test process.
@safe
final class GuardedBytes {
  private let base: UnsafeMutableRawPointer
  private let length: Int
  private let readable: Int

  /// Allocates memory for up to `capacity` bytes.
  init(capacity: Int) {
    let page = Int(sysconf(Int32(_SC_PAGESIZE)))
    readable = (capacity + 64 + page - 1) / page * page
    length = readable + page
    let map = unsafe mmap(nil, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0)
    guard let map = unsafe map, unsafe map != MAP_FAILED else { preconditionFailure("no memory") }
    unsafe base = map
    let isGuarded = unsafe mprotect(map + readable, page, PROT_NONE) == 0
    precondition(isGuarded, "no guard page")
  }

  deinit { unsafe munmap(base, length) }

  /// Copies `bytes` to the end of the memory, with 64 bytes of `filler` after them.
  func hold(_ bytes: [UInt8], filler: UInt8) -> UnsafeRawBufferPointer {
    let start = unsafe base + (readable - 64 - bytes.count)
    unsafe start.copyMemory(from: bytes, byteCount: bytes.count)
    unsafe (start + bytes.count).initializeMemory(as: UInt8.self, repeating: filler, count: 64)
    return unsafe UnsafeRawBufferPointer(start: start, count: bytes.count)
  }
}
