#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How much memory the system grants this process (`ulimit -d`, `ulimit -v`).
///
/// A program that reaches such a limit is ended by a signal, in the middle of its work. So code
/// that needs much memory checks the limit first.
package enum MemoryLimit {
  /// Bytes that the process may still take; `nil` without a limit, or if the system does not say.
  package static var availableByteCount: UInt64? {
    #if os(Linux) || os(Android)
      let data = left(limit(RLIMIT_DATA), used: "VmData:")
      guard let data else { return availableAddressSpace }
      return min(data, availableAddressSpace ?? data)
    #else
      // These limits are not enforced on this system.
      return nil
    #endif
  }

  /// Bytes that may still be mapped, files among them; `nil` as ``availableByteCount``.
  package static var availableAddressSpace: UInt64? {
    #if os(Linux) || os(Android)
      return left(limit(RLIMIT_AS), used: "VmSize:")
    #else
      return nil
    #endif
  }

  #if os(Linux) || os(Android)
    private static func left(_ limit: UInt64?, used name: String) -> UInt64? {
      guard let limit, let used = statusValue(name) else { return nil }
      return limit > used ? limit - used : 0
    }

    #if canImport(Glibc)
      private static func limit(_ resource: __rlimit_resource) -> UInt64? {
        var limit = rlimit()
        guard unsafe getrlimit(.init(resource.rawValue), &limit) == 0 else { return nil }
        return limit.rlim_cur == rlim_t.max ? nil : UInt64(limit.rlim_cur)
      }
    #else
      private static func limit(_ resource: CInt) -> UInt64? {
        var limit = rlimit()
        guard unsafe getrlimit(resource, &limit) == 0 else { return nil }
        return limit.rlim_cur == rlim_t.max ? nil : UInt64(limit.rlim_cur)
      }
    #endif

    /// A line of `/proc/self/status`, in bytes.
    private static func statusValue(_ name: String) -> UInt64? {
      let descriptor = unsafe open("/proc/self/status", O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { return nil }
      defer { close(descriptor) }
      var bytes = [UInt8](repeating: 0, count: 8_192)
      let count = unsafe bytes.withUnsafeMutableBytes {
        unsafe read(descriptor, $0.baseAddress, $0.count)
      }
      guard count > 0 else { return nil }
      let lines = String(decoding: bytes[..<count], as: UTF8.self).split(separator: "\n")
      guard let line = lines.first(where: { $0.hasPrefix(name) }) else { return nil }
      let digits = line.filter { $0 >= "0" && $0 <= "9" }
      return UInt64(digits).map { $0 << 10 }
    }
  #endif
}
