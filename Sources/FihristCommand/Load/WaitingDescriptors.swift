#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Descriptors that a program waits for: to write to some of them, and to read from the others.
///
/// By `pselect`, because the waits of `poll` are whole milliseconds, longer than many answers take.
struct WaitingDescriptors {
  /// The system's sets hold descriptors below this.
  static let limit: Int32 = 1024

  private var reading = [UInt64](repeating: 0, count: Int(limit) / 64)
  private var writing = [UInt64](repeating: 0, count: Int(limit) / 64)
  private var end: Int32 = 0

  /// Adds a descriptor below ``limit``.
  mutating func insert(_ descriptor: Int32, toWrite: Bool) {
    let (word, bit) = (Int(descriptor / 64), UInt64(1) << UInt64(descriptor % 64))
    if toWrite { writing[word] |= bit } else { reading[word] |= bit }
    end = max(end, descriptor + 1)
  }

  /// Whether it is in the set; after ``wait(nanoseconds:)``, whether it is ready.
  func contains(_ descriptor: Int32) -> Bool {
    let word = Int(descriptor / 64)
    return (reading[word] | writing[word]) >> UInt64(descriptor % 64) & 1 == 1
  }

  /// Waits until a descriptor is ready, and leaves only those that are.
  mutating func wait(nanoseconds: UInt64) {
    var time = timespec(
      tv_sec: Int(nanoseconds / 1_000_000_000), tv_nsec: Int(nanoseconds % 1_000_000_000))
    let ready = unsafe reading.withUnsafeMutableBytes { reading in
      unsafe writing.withUnsafeMutableBytes { writing in
        unsafe pselect(
          end, reading.baseAddress?.assumingMemoryBound(to: fd_set.self),
          writing.baseAddress?.assumingMemoryBound(to: fd_set.self), nil, &time, nil)
      }
    }
    // Interrupted by a signal, the sets are as they were.
    if ready < 0 { self = WaitingDescriptors() }
  }
}
