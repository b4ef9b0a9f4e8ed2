import ArgumentParser
import FihristServer

/// Makes a key, or hashes one.
struct HashKeyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hash-key",
    abstract: "Make a key of the API, and print it with its SHA-256 for the configuration.",
    discussion: "With - a key is read from standard input instead, and only its SHA-256 printed.")

  @Argument(help: "- to read a key from standard input.")
  var source: String?

  func run() throws {
    guard source != nil else {
      let key = AccessKey.random()
      print("key     \(key)\nsha256  \(AccessKey.digest(of: key))")
      return
    }
    guard source == "-", let key = readLine(), !key.isEmpty else {
      throw ServerError(
        location: "standard input", reason: "it has no key", advice: "write the key to it")
    }
    print(AccessKey.digest(of: key))
  }
}
