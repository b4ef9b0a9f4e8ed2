package import FihristFormat

/// An input that can be cut into chunks of whole records: reading is serial, parsing is parallel.
package protocol DocumentFeed: Sendable {
  /// Whole records as they lie in the input, about 1 MiB of them, with all that
  /// ``parse(_:schema:into:report:)`` needs to know: file name, first line, names of members.
  associatedtype Chunk: Sendable

  /// How many bytes of the input were read, as they lie in the file. Asked after each chunk.
  var inputBytes: UInt64 { get }

  /// Bytes of the whole input, or `nil` if that is not known (standard input).
  var totalInputBytes: UInt64? { get }

  /// The next chunk in the order of the input, or `nil` at the end. Never called by two tasks at
  /// once.
  mutating func nextChunk() async throws -> Chunk?

  /// The next chunk of whole records that were read before the indexing was cancelled, or `nil` if
  /// there are none: what is complete is committed, and no more is read. Waits for no input. Never
  /// called by two tasks at once; after the first call ``nextChunk()`` is not called again.
  ///
  /// A feed that holds nothing back needs no method of its own: it gives nothing more.
  mutating func restChunk() throws -> Chunk?

  /// Appends the documents of `chunk` to `batch`, in order. Called by any thread, several at once:
  /// what it does depends on nothing but its arguments.
  ///
  /// What is wrong with a record goes to `report`; what is thrown ends the indexing.
  static func parse(
    _ chunk: Chunk, schema: Schema, into batch: inout DocumentBatch, report: inout InputReport
  ) throws
}

extension DocumentFeed {
  /// Nothing.
  package mutating func restChunk() throws -> Chunk? { nil }
}
