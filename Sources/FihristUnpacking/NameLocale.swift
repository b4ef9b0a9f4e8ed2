#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The locale in which libarchive converts names of files to UTF-8. Without one it gives no name
/// that is not ASCII.
enum NameLocale {
  nonisolated(unsafe) private static let utf8 = unsafe locale("C.UTF-8") ?? locale("en_US.UTF-8")

  private static func locale(_ name: String) -> locale_t? {
    unsafe newlocale(1 << LC_CTYPE, name, nil)
  }

  /// Calls `body` in this locale, on this thread only.
  static func use<Result>(_ body: () -> Result) -> Result {
    guard let utf8 = unsafe utf8 else { return body() }
    let before = unsafe uselocale(utf8)
    defer { _ = unsafe uselocale(before) }
    return body()
  }
}
