#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The two clocks of a measurement, in nanoseconds from an arbitrary start.
enum Clock {
  /// Time on the wall, never set back.
  static var wall: UInt64 { nanoseconds(CLOCK_MONOTONIC) }

  /// Time that the calling thread has spent on a processor: unmoved by other work on the machine.
  static var thread: UInt64 { nanoseconds(CLOCK_THREAD_CPUTIME_ID) }

  private static func nanoseconds(_ clock: clockid_t) -> UInt64 {
    var time = timespec()
    _ = unsafe clock_gettime(clock, &time)
    return UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec)
  }
}
