package import FihristFormat

/// An input that can be cut into chunks of whole records: reading is serial, parsing is parallel.
package protocol DocumentFeed: Sendable {
  /// Whole records as they are in the input, about 1 MiB of them, with everything that
  /// ``parse(_:schema:into:report:)`` needs to know: file name, first line, names of members.
  associatedtype Chunk: Sendable

  /// How many bytes of the input were read, as they are in the file. Read after each chunk.
  var inputBytes: UInt64 { get }

  /// Bytes of the whole input, or `nil` if that is not known (standard input).
  var totalInputBytes: UInt64? { get }

  /// The next chunk in the order of the input, or `nil` at the end. Never called by two tasks at
  /// once.
  mutating func nextChunk() async throws -> Chunk?

  /// The next chunk of whole records that were read before the indexing was cancelled, or `nil` if
  /// there are none: complete records are committed, and no more input is read or waited for. Never
  /// called by two tasks at once; after the first call ``nextChunk()`` is not called again.
  ///
  /// A feed that buffers no records need not implement it: the default returns `nil`.
  mutating func restChunk() throws -> Chunk?

  /// User data for the commit of all chunks that were returned so far, in addition to that of the
  /// last commit. Called between two chunks, when the documents of all earlier ones are in
  /// segments; what it notes counts only if the commit succeeds.
  ///
  /// A feed that keeps nothing need not implement it: the default returns nothing.
  ///
  /// - Parameter userData: The user data of the last commit.
  func checkpoint(after userData: [String: String]) throws -> [String: String]

  /// Appends the documents of `chunk` to `batch`, in order. Called from any thread, and from
  /// several at once, so it may depend on nothing but its arguments.
  ///
  /// Problems with a record are added to `report`; an error that is thrown ends the indexing.
  static func parse(
    _ chunk: Chunk, schema: Schema, into batch: inout DocumentBatch, report: inout InputReport
  ) throws
}

extension DocumentFeed {
  /// Returns `nil`.
  package mutating func restChunk() throws -> Chunk? { nil }

  /// Returns nothing.
  package func checkpoint(after userData: [String: String]) throws -> [String: String] { [:] }
}
