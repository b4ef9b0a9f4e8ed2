internal import CZstd

/// A dictionary, ready for any number of decompressors at once.
@safe package final class ZstdDictionary: Sendable {
  // Never written after it was made.
  nonisolated(unsafe) let pointer: OpaquePointer

  /// Makes a dictionary of its bytes, which are copied; nil if they start as a dictionary but are
  /// not one, or without memory.
  package init?(_ bytes: UnsafeRawBufferPointer) {
    guard let made = unsafe ZSTD_createDDict(bytes.baseAddress, bytes.count) else { return nil }
    unsafe pointer = made
  }

  deinit { unsafe ZSTD_freeDDict(pointer) }

  /// Trains a dictionary: a function of its arguments alone.
  ///
  /// - Parameters:
  ///   - sample: Pieces like those to be compressed, one after the other.
  ///   - sizes: Their byte counts.
  ///   - capacity: The most bytes of the dictionary.
  /// - Returns: Its bytes; empty where the sample is too small.
  package static func trained(on sample: [UInt8], sizes: [Int], capacity: Int) -> [UInt8] {
    var dictionary = [UInt8](repeating: 0, count: capacity)
    let count = unsafe ZDICT_trainFromBuffer(
      &dictionary, capacity, sample, sizes, UInt32(sizes.count))
    guard ZDICT_isError(count) == 0 else { return [] }
    dictionary.removeLast(capacity - count)
    return dictionary
  }
}
