internal import Foundation

/// The examples in `Documentation/Format`: blocks of hexadecimal bytes, fenced as `hex`, each with
/// its name on the fence. What follows a `#` in a line is a comment.
package enum FormatExamples {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Documentation/Format")

  /// All examples of the pages in `Documentation/Format`, by name.
  package static func all() throws -> [String: [UInt8]] {
    var examples: [String: [UInt8]] = [:]
    for page in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    where page.hasSuffix(".md") {
      let text = try String(contentsOf: folder.appendingPathComponent(page), encoding: .utf8)
      for (name, bytes) in try blocks(in: text) {
        guard examples.updateValue(bytes, forKey: name) == nil else {
          throw TestFailure("the example \"\(name)\" stands twice")
        }
      }
    }
    return examples
  }

  /// The example `name`.
  package static func bytes(of name: String) throws -> [UInt8] {
    guard let bytes = try all()[name] else {
      throw TestFailure("the pages lack the example \"\(name)\"")
    }
    return bytes
  }

  /// Nil if `made` is the example `name`, else the bytes that were made, to be read in a failure.
  package static func difference(of made: [UInt8], from name: String) throws -> String? {
    if try bytes(of: name) == made { return nil }
    let shown = made.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
    return "\(name) is \(shown.joined(separator: " "))"
  }

  private static func blocks(in text: String) throws -> [(String, [UInt8])] {
    var found: [(String, [UInt8])] = []
    var current: (String, [UInt8])?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if let block = current {
        if line.hasPrefix("```") {
          found.append(block)
          current = nil
        } else {
          current = (block.0, block.1 + (try bytes(of: line)))
        }
      } else if line.hasPrefix("```hex ") {
        current = (String(line.dropFirst(7)), [])
      }
    }
    return found
  }

  private static func bytes(of line: Substring) throws -> [UInt8] {
    let content = line.prefix { $0 != "#" }
    return try content.split(separator: " ").map {
      guard let byte = UInt8($0, radix: 16) else { throw TestFailure("no bytes: \(line)") }
      return byte
    }
  }
}
