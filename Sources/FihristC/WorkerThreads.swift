#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Threads of the system that live as long as a call. They are not tasks, which never start in a
/// process that was created by `fork`.
enum WorkerThreads {
  private final class Work: Sendable {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  #if canImport(Darwin)
    private typealias Handle = pthread_t?
    private static var noThread: Handle { nil }
  #else
    private typealias Handle = pthread_t
    private static var noThread: Handle { 0 }
  #endif

  /// Calls `body` on `count` threads at once, the caller's being one of them, and returns when all
  /// are done. Where the system starts fewer threads, fewer work.
  static func run(_ count: Int, _ body: @escaping @Sendable () -> Void) {
    var started: [Handle] = []
    for _ in 1..<max(1, count) {
      guard let thread = start(body) else { break }
      started.append(thread)
    }
    body()
    for thread in started { join(thread) }
  }

  private static func start(_ body: @escaping @Sendable () -> Void) -> Handle? {
    let work = unsafe Unmanaged.passRetained(Work(body))
    var thread = noThread
    let code = unsafe pthread_create(
      &thread, nil,
      { context in
        #if !canImport(Darwin)
          guard let context = unsafe context else { return nil }
        #endif
        unsafe Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body()
        return nil
      }, unsafe work.toOpaque())
    if code == 0 { return thread }
    unsafe work.release()
    return nil
  }

  private static func join(_ thread: Handle) {
    #if canImport(Darwin)
      if let thread { _ = unsafe pthread_join(thread, nil) }
    #else
      _ = pthread_join(thread, nil)
    #endif
  }
}
