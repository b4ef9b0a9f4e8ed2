#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A value that several threads share, and whose changes a thread can wait for.
///
/// It is a mutex with a condition variable of the system. It needs no task and no thread of its
/// own, so it also works in a process that was created by `fork`.
@safe
final class Monitor<Value: ~Copyable>: @unchecked Sendable {
  // Sendable because `value` is touched only while `mutex` is held. Both pointers are allocated in
  // `init` and live until `deinit`, when no other thread has this object.
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let changed: UnsafeMutablePointer<pthread_cond_t>
  private var value: Value

  /// Shares `value`.
  init(_ value: consuming Value) {
    self.value = value
    unsafe mutex = .allocate(capacity: 1)
    unsafe changed = .allocate(capacity: 1)
    // Both calls can fail only for special kinds of locks; these are ordinary ones.
    unsafe pthread_mutex_init(mutex, nil)
    unsafe pthread_cond_init(changed, nil)
  }

  deinit {
    unsafe pthread_cond_destroy(changed)
    unsafe pthread_mutex_destroy(mutex)
    unsafe changed.deallocate()
    unsafe mutex.deallocate()
  }

  /// Calls `body` with the value, which no other thread touches meanwhile.
  ///
  /// `body` must not use this monitor.
  func withLock<Result: ~Copyable, Failure: Error>(
    _ body: (inout Value) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    unsafe pthread_mutex_lock(mutex)
    defer {
      unsafe pthread_cond_broadcast(changed)
      unsafe pthread_mutex_unlock(mutex)
    }
    return try body(&value)
  }

  /// Waits until `isReady`, and then calls `body` before the value can change again.
  func withLock<Result: ~Copyable, Failure: Error>(
    when isReady: (borrowing Value) -> Bool, _ body: (inout Value) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    unsafe pthread_mutex_lock(mutex)
    defer {
      unsafe pthread_cond_broadcast(changed)
      unsafe pthread_mutex_unlock(mutex)
    }
    while !isReady(value) { unsafe pthread_cond_wait(changed, mutex) }
    return try body(&value)
  }
}
