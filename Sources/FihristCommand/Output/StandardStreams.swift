#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The three streams that a program is started with.
enum StandardStreams {
  /// Occupies the descriptors of closed streams, so that no file that is opened later gets one of
  /// them and is used as a standard stream. Using the stream remains an error.
  static func reserve() {
    for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO]
    where fcntl(stream, F_GETFD) < 0 {
      // Opens the lowest free descriptor, which is this one, in the wrong direction.
      _ = unsafe open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }
}
