#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The three streams that a program is started with.
enum StandardStreams {
  /// Takes the descriptors of streams that were closed, so that no file that is opened later gets
  /// one of them and is read or written as such; using the stream remains an error.
  static func reserve() {
    for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO]
    where fcntl(stream, F_GETFD) < 0 {
      // The lowest free descriptor, which is this one; opened the wrong way round.
      _ = unsafe open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }
}
