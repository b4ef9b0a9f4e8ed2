/// A file that an import has read, completely or in part.
package struct KnownFile: Hashable, Sendable {
  /// Its number among the files that were ever read.
  package var number: Int
  /// Its path from the root, as bytes.
  package var path: [UInt8]
  /// What the file system said of it when it was read.
  package var stamp: FileStamp
  /// Whether it had just been written then: the next change might have the same time.
  package var isFresh: Bool
  /// What decided how it was read, as a hash.
  package var instructions: UInt64
  /// Its contents; nil if they are not known.
  package var content: ContentHash?
  /// How many records at its start are in the index; nil if it was read to its end. If a part of it
  /// could not be read, records behind that may be in the index, too.
  package var records: Int?
  /// How often it was read, this time included: keys that were found earlier have lower numbers.
  package var reading: Int

  /// Makes what is known of a file.
  package init(
    number: Int, path: [UInt8], stamp: FileStamp, isFresh: Bool, instructions: UInt64,
    content: ContentHash?, records: Int?, reading: Int
  ) {
    self.number = number
    self.path = path
    self.stamp = stamp
    self.isFresh = isFresh
    self.instructions = instructions
    self.content = content
    self.records = records
    self.reading = reading
  }
}
