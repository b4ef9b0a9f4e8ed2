/// A file that an import has read, completely or in part.
struct KnownFile: Hashable, Sendable {
  /// Its number among the files that were ever read.
  var number: Int
  /// Its path from the root, as bytes.
  var path: [UInt8]
  /// What the file system said of it when it was read.
  var stamp: FileStamp
  /// Whether it had just been written then: the next change might have the same time.
  var isFresh: Bool
  /// What decided how it was read, as a hash.
  var instructions: UInt64
  /// Its contents; nil if they are not known.
  var content: ContentHash?
  /// How many records of it are in the index; nil if it was read to its end.
  var records: Int?
  /// How often it was read, this time included: keys that were found earlier have lower numbers.
  var reading: Int
}
