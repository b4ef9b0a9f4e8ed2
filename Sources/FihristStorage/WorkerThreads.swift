internal import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Threads of the system that live as long as a call. They are not tasks, which never start in a
/// process that was created by `fork`.
@_spi(Threads) public enum WorkerThreads {
  /// What the threads of a call share: the next number.
  private final class Work: Sendable {
    private let next = Atomic(0)
    private let count: Int
    private let body: @Sendable (Int) -> Void

    init(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
      self.count = count
      self.body = body
    }

    func run() {
      while case let number = next.add(1, ordering: .relaxed).oldValue, number < count {
        body(number)
      }
    }
  }

  #if canImport(Darwin)
    private typealias Handle = pthread_t?
    private static var noThread: Handle { nil }
  #else
    private typealias Handle = pthread_t
    private static var noThread: Handle { 0 }
  #endif

  /// Calls `body` with each number below `count`, on as many threads at once, the caller's being
  /// one of them, and returns when all are done. Where the system starts fewer threads, some take
  /// several numbers.
  public static func run(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    let work = Work(count, body)
    var started: [Handle] = []
    for _ in 1..<max(1, count) {
      guard let thread = start(work) else { break }
      started.append(thread)
    }
    work.run()
    for thread in started { join(thread) }
  }

  /// Calls `body` once, on a thread of its own that the caller does not wait for; on the caller's
  /// if the system starts none.
  public static func detach(_ body: @escaping @Sendable () -> Void) {
    let work = Work(1) { _ in body() }
    guard let thread = start(work) else { return work.run() }
    #if canImport(Darwin)
      if let thread { _ = unsafe pthread_detach(thread) }
    #else
      _ = pthread_detach(thread)
    #endif
  }

  private static func start(_ shared: Work) -> Handle? {
    let work = unsafe Unmanaged.passRetained(shared)
    var thread = noThread
    let code = unsafe pthread_create(
      &thread, nil,
      { context in
        #if !canImport(Darwin)
          guard let context = unsafe context else { return nil }
        #endif
        unsafe Unmanaged<Work>.fromOpaque(context).takeRetainedValue().run()
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
