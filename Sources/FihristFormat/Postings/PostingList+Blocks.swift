internal import FihristKernels
package import FihristStorage

/// The blocks of a list.
extension PostingList {
  /// How many numbers are written where a block's documents are decoded: 128, and padding.
  package static let documentCapacity = ListShape.blockLength + 16

  /// The greatest document of a block. A blocked list stores it, a dense list has to search for it,
  /// and a short list gives the segment's last document instead.
  @inlinable
  package func lastDocument(_ block: Int) -> UInt32 {
    form == .blocked ? element(of: layout.lastDocuments, at: block) : lastDocumentSearched(block)
  }

  /// An upper bound of the tf parts of a block, in 255ths; that of the list if blocks have none.
  @inlinable
  package func blockMaximum(_ block: Int) -> UInt8 {
    form == .blocked
      ? unsafe base.load(fromByteOffset: Int(layout.maxima) &+ block, as: UInt8.self) : maximum
  }

  /// The first block from `first` on whose last document is not below `document`; ``blockCount``
  /// when there is none.
  ///
  /// - Complexity: O(log d) for d blocks passed: steps double, then halve.
  @inlinable
  package func block(containing document: UInt32, from first: Int = 0) -> Int {
    guard form == .blocked else { return blockSearched(containing: document, from: first) }
    let end = blockCount
    guard first < end, lastDocument(first) < document else { return first }
    var low = first
    var step = 1
    while low &+ step < end, lastDocument(low &+ step) < document {
      low &+= step
      step &<<= 1
    }
    // The block lies in low + 1 ... min(low + step, end).
    var high = min(low &+ step, end)
    low &+= 1
    while low < high {
      let middle = (low &+ high) &>> 1
      if lastDocument(middle) < document { low = middle &+ 1 } else { high = middle }
    }
    return low
  }

  /// Decodes the documents of a block, ascending, followed by 16 times `UInt32.max`.
  ///
  /// - Parameters:
  ///   - block: Below ``blockCount``.
  ///   - documents: At least ``documentCapacity`` numbers; the first ``documentCapacity`` are
  ///     overwritten.
  /// - Returns: False when the bytes are damaged; the numbers are then undefined. If true, all IDs
  ///   are below the document count and each is above the one before.
  package func decodeDocuments(_ block: Int, into documents: Column<UInt32>) -> Bool {
    precondition(documents.count >= Self.documentCapacity, "too few numbers for a block")
    return unsafe decodeDocuments(block, into: documents.pointer(for: Self.documentCapacity))
  }

  /// The same for memory of ``documentCapacity`` numbers.
  func decodeDocuments(_ block: Int, into documents: UnsafeMutablePointer<UInt32>) -> Bool {
    let length = blockLength(block)
    let isSound =
      switch form {
      case .short:
        unsafe fihrist_tail_documents(
          bytes(Int(layout.body)), size - Int(layout.body), UInt32(count), .max,
          UInt32(shape.documentCount), documents)
      case .blocked: unsafe decodeBlocked(block, length: length, into: documents)
      case .dense: unsafe decodeDense(block, length: length, into: documents)
      }
    for index in length..<length + 16 { unsafe documents[index] = .max }
    return isSound
  }

  /// The documents of a block of a blocked list.
  private func decodeBlocked(
    _ block: Int, length: Int, into documents: UnsafeMutablePointer<UInt32>
  ) -> Bool {
    guard let part = documentsPart(block, length: length) else { return false }
    let before = documentBefore(block)
    let last = lastDocument(block)
    guard last < shape.documentCount, block == 0 || before < last else { return false }
    let isSound =
      if length == 128 {
        // A gap is below 2^24, so the sums of 128 do not wrap around; the last bounds all.
        unsafe fihrist_patched_decode_gaps(bytes(part.lowerBound), part.count, before, documents)
          != 0
      } else {
        unsafe fihrist_tail_documents(
          bytes(part.lowerBound), part.count, UInt32(length), before, last &- before, documents)
      }
    return unsafe isSound && documents[length - 1] == last
  }

  /// Decodes the frequencies (in units, at least 1) of a block into the first 128 numbers of a
  /// column; false when damaged.
  package func decodeFrequencies(_ block: Int, into frequencies: Column<UInt32>) -> Bool {
    precondition(frequencies.count >= ListShape.blockLength, "too few numbers for a block")
    return unsafe decodeFrequencies(
      block, into: frequencies.pointer(for: ListShape.blockLength))
  }

  /// The same for memory of 128 numbers.
  private func decodeFrequencies(_ block: Int, into frequencies: UnsafeMutablePointer<UInt32>)
    -> Bool
  {
    guard let part = frequenciesPart(block) else { return false }
    guard isPatched(block) else {
      return unsafe decodeTail(block, part: part, frequencies: frequencies, excess: nil)
    }
    return unsafe fihrist_patched_decode(bytes(part.lowerBound), part.count, 1, frequencies) != 0
  }

  /// Decodes the excess of each posting of a block into the first 128 numbers of a column, all 0
  /// when lists keep none; false when damaged.
  package func decodeExcess(_ block: Int, into excess: Column<UInt32>) -> Bool {
    precondition(excess.count >= ListShape.blockLength, "too few numbers for a block")
    return unsafe decodeExcess(block, into: excess.pointer(for: ListShape.blockLength))
  }

  /// The same for memory of 128 numbers.
  private func decodeExcess(_ block: Int, into excess: UnsafeMutablePointer<UInt32>) -> Bool {
    guard shape.hasExcess else {
      unsafe excess.update(repeating: 0, count: blockLength(block))
      return true
    }
    guard let part = frequenciesPart(block) else { return false }
    guard isPatched(block) else {
      return unsafe decodeTail(block, part: part, frequencies: nil, excess: excess)
    }
    let first = unsafe fihrist_patched_size(bytes(part.lowerBound), part.count)
    guard first != 0 else { return false }
    return unsafe fihrist_patched_decode(
      bytes(part.lowerBound + first), part.count - first, 0, excess) != 0
  }

  /// The frequency of the posting at `index` of a block, without decoding the others of a full
  /// block; 0 when damaged.
  package func frequency(_ block: Int, at index: Int) -> UInt32 {
    guard index >= 0, index < blockLength(block) else { return 0 }
    if isPatched(block) {
      guard let range = blockRange(block) else { return 0 }
      let isBlocked = form == .blocked
      return unsafe fihrist_block_frequency(
        bytes(range.lowerBound), range.count, isBlocked && hasCodes ? 64 : 0, isBlocked,
        UInt32(truncatingIfNeeded: index))
    }
    guard let part = frequenciesPart(block) else { return 0 }
    return unsafe withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 128) { memory in
      guard let frequencies = memory.baseAddress,
        unsafe decodeTail(block, part: part, frequencies: frequencies, excess: nil)
      else { return 0 }
      return unsafe frequencies[index]
    }
  }

  /// The codes of a block (byte i: posting i low, posting 64 + i high), or nil without codes or
  /// when damaged. 64 bytes can be read; those past the last posting of a tail mean nothing. A
  /// dense list has ``nibbles`` instead.
  package func codes(_ block: Int) -> UnsafePointer<UInt8>? {
    guard form == .blocked, hasCodes, let range = blockRange(block),
      range.count >= min(64, blockLength(block))
    else { return nil }
    return unsafe bytes(range.lowerBound)
  }
}

/// The parts of a block.
extension PostingList {
  /// The bytes from `offset` on.
  func bytes(_ offset: Int) -> UnsafePointer<UInt8> {
    unsafe (base + offset).assumingMemoryBound(to: UInt8.self)
  }

  /// Whether the columns of a block are patched blocks and not a tail.
  private func isPatched(_ block: Int) -> Bool { form == .dense || blockLength(block) == 128 }

  /// The document that the first gap of a block of a blocked list counts from.
  private func documentBefore(_ block: Int) -> UInt32 {
    block == 0 ? .max : lastDocument(block - 1)
  }

  /// Where the documents of a block of a blocked list start; to the end of the block.
  private func documentsPart(_ block: Int, length: Int) -> Range<Int>? {
    guard let range = blockRange(block) else { return nil }
    let codes = hasCodes ? min(64, length) : 0
    guard codes <= range.count else { return nil }
    return range.lowerBound + codes..<range.upperBound
  }

  /// Where the frequencies of a block start; for a tail where its stream starts.
  private func frequenciesPart(_ block: Int) -> Range<Int>? {
    switch form {
    case .short: return Int(layout.body)..<size
    case .dense: return blockRange(block)
    case .blocked:
      let length = blockLength(block)
      guard let part = documentsPart(block, length: length) else { return nil }
      guard length == 128 else { return part }
      let documents = unsafe fihrist_patched_size(bytes(part.lowerBound), part.count)
      return documents == 0 ? nil : part.lowerBound + documents..<part.upperBound
    }
  }

  /// Decodes columns of a tail or of a short list.
  private func decodeTail(
    _ block: Int, part: Range<Int>, frequencies: UnsafeMutablePointer<UInt32>?,
    excess: UnsafeMutablePointer<UInt32>?
  ) -> Bool {
    let range =
      form == .short
      ? UInt32(shape.documentCount) : lastDocument(block) &- documentBefore(block)
    return unsafe fihrist_tail_frequencies(
      bytes(part.lowerBound), part.count, UInt32(blockLength(block)), range, shape.hasExcess,
      frequencies, excess)
  }
}
