import FihristStorage

extension IndexingOptions {
  /// With less memory than this, merges run one at a time and take few segments: each merge needs
  /// some memory, plus some for each of its segments.
  private static let memoryOfWideMerges = 128 << 20

  /// Lets fewer merges run at once, with fewer segments each, if memory is small.
  mutating func limitMerges() {
    guard memory < Self.memoryOfWideMerges else { return }
    mergePolicy.concurrentMerges = 1
    mergePolicy.segmentsPerMerge = min(mergePolicy.segmentsPerMerge, 16)
  }

  /// What a writer takes beyond ``memory``: for merges, input and the program itself. Most of it is
  /// address space that threads reserve for their stacks and never touch; limits count it.
  private static let overhead: UInt64 = 192 << 20

  /// Refuses a memory setting that the system would not grant: it would end the program later, in
  /// the middle of its work.
  ///
  /// - Parameters:
  ///   - path: The index, for the message.
  ///   - available: What the system still grants; `nil` without a limit.
  /// - Throws: `IndexError` of kind `storage`.
  func checkMemory(
    path: String, available: UInt64? = MemoryLimit.availableByteCount
  ) throws(IndexError) {
    guard let available else { return }
    let needed = UInt64(max(memory, Self.minimumMemory)) + Self.overhead
    guard available < needed else { return }
    // An eighth less than what is left, because the next run may get a little less.
    let left = available > Self.overhead ? (available - Self.overhead) >> 20 : 0
    let possible = left - left / 8
    throw IndexError(
      .storage, path: path,
      reason: "the system gives this process \(available >> 20) MB more, and an indexing memory of "
        + "\(max(memory, Self.minimumMemory) >> 20) MB takes up to \(needed >> 20) MB",
      advice: possible > 0
        ? "set the memory to \(possible) MB or less, or raise the limit (ulimit -d, ulimit -v)"
        : "raise the limit (ulimit -d, ulimit -v) by \(Self.raise(needed - available)) MB")
  }

  /// By how many MB a limit has to be raised where `lacking` bytes are lacking. Threads reserve
  /// address space for what they allocate only where there is enough, so a higher limit leaves less
  /// of it than it adds.
  private static func raise(_ lacking: UInt64) -> UInt64 { lacking >> 20 + 264 }

  /// What a merge takes besides the files that it maps.
  private static let mergeOverhead: UInt64 = 256 << 20

  /// Refuses to merge `byteCount` bytes of segments if the system would not let the result be
  /// mapped.
  ///
  /// - Throws: `IndexError` of kind `storage`.
  static func checkMerge(
    of byteCount: UInt64, path: String,
    available: UInt64? = MemoryLimit.availableAddressSpace
  ) throws(IndexError) {
    // The writer maps what it wrote, and so does who looks at it afterwards.
    let needed = mergeOverhead + 2 * byteCount
    guard let available, available < needed else { return }
    throw IndexError(
      .storage, path: path,
      reason: "the system gives this process \(available >> 20) MB more, and merging takes up to "
        + "\(needed >> 20) MB",
      advice: "raise the limit (ulimit -v) by \(raise(needed - available)) MB")
  }
}
