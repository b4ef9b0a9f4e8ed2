internal import Foundation

/// A name that an object of a JSON text has twice. A decoder takes one of the two values, and
/// whoever sent them does not learn which.
struct DoubledMember: Hashable {
  var name: String
  /// The number of the object within the first list, from 1; nil outside of lists.
  var element: Int?

  /// Looks for the first in a text that is JSON.
  ///
  /// - Parameter levels: How many objects and lists deep it looks.
  /// - Complexity: O(length of `bytes`).
  init?(in bytes: [UInt8], levels: Int = .max) {
    var walk = Walk(bytes: bytes)
    guard let found = walk.find(levels) else { return nil }
    self = found
  }

  private init(name: String, element: Int?) { (self.name, self.element) = (name, element) }

  private struct Walk {
    let bytes: [UInt8]
    var index = 0
    /// The names of each object around, and nil for each list.
    var open: [Set<String>?] = []
    /// How many objects the first list has so far.
    var elements = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func find(_ levels: Int) -> DoubledMember? {
      while index < bytes.count {
        let byte = bytes[index]
        index += 1
        switch byte {
        case UInt8(ascii: "{"):
          if open.count == 2 { elements += 1 }
          open.append([])
        case UInt8(ascii: "["): open.append(nil as Set<String>?)
        case UInt8(ascii: "}"), UInt8(ascii: "]"): _ = open.popLast()
        case UInt8(ascii: "\""):
          let text = takeString()
          guard open.count <= levels, isBeforeColon, !take(text) else { continue }
          return DoubledMember(
            name: Self.decoded(text), element: open.count > 2 ? elements : nil)
        default: break
        }
      }
      return nil
    }

    /// The bytes up to the quote that ends a string, which is left behind.
    private mutating func takeString() -> ArraySlice<UInt8> {
      let start = index
      while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
        index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
      }
      let end = min(index, bytes.count)
      index = min(end + 1, bytes.count)
      return bytes[start..<end]
    }

    /// Whether what comes next makes the string before it a name.
    private var isBeforeColon: Bool {
      let blanks: [UInt8] = [0x20, 0x09, 0x0A, 0x0D]
      return bytes[index...].first { !blanks.contains($0) } == UInt8(ascii: ":")
    }

    /// Whether the innermost object has not had the name yet.
    private mutating func take(_ text: ArraySlice<UInt8>) -> Bool {
      guard let last = open.indices.last else { return true }
      return open[last]?.insert(Self.decoded(text)).inserted ?? true
    }

    /// A string without its escapes.
    private static func decoded(_ text: ArraySlice<UInt8>) -> String {
      let plain = String(decoding: text, as: UTF8.self)
      guard text.contains(UInt8(ascii: "\\")) else { return plain }
      return (try? JSONDecoder().decode(String.self, from: Data("\"\(plain)\"".utf8))) ?? plain
    }
  }
}
