#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The program `fihrist-server`.
enum ServerProgram {
  private static let name = "fihrist-server"

  /// Runs the server instead of this tool, in the same process: signals then reach it.
  ///
  /// - Throws: ``ToolError`` if there is none, or it cannot be started.
  static func replaceTool(_ arguments: [String]) throws(ToolError) {
    guard let path = folders.lazy.map({ "\($0)/\(name)" }).first(where: isProgram) else {
      throw ToolError(
        "\(name) is neither beside this tool nor in PATH",
        advice: "build it with 'make server' and put it there")
    }
    var pointers = unsafe ([path] + arguments).map { unsafe strdup($0) }
    unsafe pointers.append(nil)
    unsafe execv(path, pointers)
    let reason = unsafe String(cString: strerror(errno))
    throw ToolError("\(path) cannot be started (\(reason))", advice: "check its permissions")
  }

  /// The folder of this tool, then those of PATH.
  private static var folders: [String] {
    let path = unsafe getenv("PATH").map { unsafe String(cString: $0) } ?? ""
    return [ownFolder].compactMap(\.self) + path.split(separator: ":").map { String($0) }
  }

  private static var ownFolder: String? {
    #if os(Linux)
      let tool = "/proc/self/exe"
    #else
      let tool = CommandLine.arguments.first ?? ""
    #endif
    guard let resolved = unsafe realpath(tool, nil) else { return nil }
    defer { unsafe free(resolved) }
    let path = unsafe String(cString: resolved)
    return path.lastIndex(of: "/").map { String(path[..<$0]) }
  }

  private static func isProgram(_ path: String) -> Bool { unsafe access(path, X_OK) == 0 }
}
