#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// System threads, exactly as many as requested: a pool would silently use fewer than a measurement
/// reports.
enum Threads {
  /// What a thread does, and its number.
  private final class Work: Sendable {
    let number: Int
    let body: @Sendable (Int) -> Void

    init(number: Int, body: @escaping @Sendable (Int) -> Void) {
      self.number = number
      self.body = body
    }
  }

  #if canImport(Glibc)
    private typealias Handle = pthread_t
    private static var noThread: Handle { 0 }
  #else
    private typealias Handle = pthread_t?
    private static var noThread: Handle { nil }
  #endif

  /// Calls `body` with 0, 1, … on `count` threads at once, the caller's being one of them, and
  /// returns when all are done.
  static func run(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) throws {
    var started: [Handle] = []
    defer { for thread in started { join(thread) } }
    for number in 1..<max(1, count) {
      let work = unsafe Unmanaged.passRetained(Work(number: number, body: body))
      var thread = noThread
      let code = unsafe pthread_create(
        &thread, nil,
        { context in
          #if canImport(Glibc)
            guard let context = unsafe context else { return nil }
          #endif
          let work = unsafe Unmanaged<Work>.fromOpaque(context).takeRetainedValue()
          work.body(work.number)
          return nil
        }, unsafe work.toOpaque())
      guard code == 0 else {
        unsafe work.release()
        throw ToolError(
          "\(count) threads cannot be started (\(unsafe String(cString: strerror(code))))",
          advice: "ask for fewer with --threads")
      }
      started.append(thread)
    }
    body(0)
  }

  private static func join(_ thread: Handle) {
    #if canImport(Glibc)
      _ = pthread_join(thread, nil)
    #else
      if let thread { _ = unsafe pthread_join(thread, nil) }
    #endif
  }
}
