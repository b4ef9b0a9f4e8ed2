import FihristFormat
import FihristStorage

/// Finds ascending keys in a segment: by walking over its keys when many are wanted, by look-ups
/// when few are.
enum KeyFinder {
  case looking(SegmentReader)
  case walking(KeyCursor, isAtEnd: Bool)

  /// A look-up costs about as much as this many steps of a walk.
  private static let lookUpCost = 32

  /// Makes a finder of about `expecting` keys in `segment`.
  init(_ segment: SegmentReader, expecting: Int) throws(IndexError) {
    if expecting * Self.lookUpCost < segment.documentCount {
      self = .looking(segment)
    } else {
      var cursor = segment.makeKeyCursor()
      let isAtEnd = try !cursor.next()
      self = .walking(cursor, isAtEnd: isAtEnd)
    }
  }

  /// The document with `key`, which is greater than all keys of earlier calls.
  mutating func document(withKey key: [UInt8]) throws(IndexError) -> UInt32? {
    switch self {
    case .looking(let segment):
      return try segment.document(withKey: key)
    case .walking(var cursor, var isAtEnd):
      while !isAtEnd, cursor.key.lexicographicallyPrecedes(key) { isAtEnd = try !cursor.next() }
      let found = !isAtEnd && cursor.key == key ? cursor.document : nil
      self = .walking(cursor, isAtEnd: isAtEnd)
      return found
    }
  }
}
