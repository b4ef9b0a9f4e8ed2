internal import FihristKernels

/// A term as dictionaries have it: encoded once, and looked up in the dictionaries of all segments.
///
/// It points into memory that the caller keeps.
@safe package struct EncodedTerm {
  let code: UnsafePointer<UInt8>
  /// Bytes of the code; 0 if no dictionary can have the term.
  let count: Int
  /// ``TermBlock/prefix(_:count:)`` of the code.
  let prefix: UInt64
  /// The number by which tables of frequent terms find the code; 0 if they leave it out.
  let frequent: UInt64

  /// How many bytes of memory the code of a term of `count` bytes takes, with its padding.
  @inline(__always)
  package static func byteCount(ofTerm count: Int) -> Int {
    let code = min(count, TermCode.maximumTermByteCount) / 2 * 3 + 4
    return code + Int(FIHRIST_CODE_PADDING)
  }

  /// Encodes `term` into `memory`, which has ``byteCount(ofTerm:)`` bytes.
  @inline(__always)
  package init(_ term: UnsafeBufferPointer<UInt8>, into memory: UnsafeMutablePointer<UInt8>) {
    let count = unsafe TermCode.encode(term, into: memory) ?? 0
    unsafe code = UnsafePointer(memory)
    self.count = count
    prefix = unsafe TermBlock.prefix(memory, count: count)
    frequent = count > 0 ? unsafe FrequentTerm.key(memory, count: count) ?? 0 : 0
  }
}
