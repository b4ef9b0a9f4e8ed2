/// Writes one file of an index from front to back.
///
/// Bytes go through a buffer of 1 MiB; page checksums are computed as it drains. A writer that
/// ends without ``finish(synchronize:)`` removes its file.
package struct FileWriter: ~Copyable {
  private let output: OutputFile

  init(_ output: OutputFile) { self.output = output }

  /// Body bytes so far.
  package var byteCount: Int { output.bodyByteCount }

  /// Appends `bytes` to the body.
  ///
  /// - Throws: ``IndexError`` of kind `storage`; the file is then unusable.
  package mutating func append(_ bytes: UnsafeRawBufferPointer) throws(IndexError) {
    unsafe try output.append(bytes)
  }

  /// Appends `bytes` to the body.
  package mutating func append(_ bytes: [UInt8]) throws(IndexError) {
    unsafe try bytes.withUnsafeBufferPointer { (buffer) throws(IndexError) in
      unsafe try output.append(UnsafeRawBufferPointer(buffer))
    }
  }

  /// Writes padding, page table and footer, and closes the file.
  ///
  /// - Parameter synchronize: whether to wait until the bytes are on the device, as a commit must.
  ///   - Returns: the summary for a manifest.
  package consuming func finish(synchronize: Bool = true) throws(IndexError) -> FileSummary {
    try output.finish(synchronize: synchronize)
  }
}
