internal import FihristKernels

/// CRC-32C (Castagnoli), the checksum of every page and page table.
package enum Checksum {
  /// The CRC-32C of `bytes`, continuing from `crc` (0 to start).
  package static func crc32c(_ bytes: UnsafeRawBufferPointer, continuing crc: UInt32 = 0) -> UInt32
  {
    unsafe fihrist_crc32c(crc, bytes.baseAddress, bytes.count)
  }

  /// The CRC-32C of `bytes`, continuing from `crc` (0 to start).
  package static func crc32c(_ bytes: [UInt8], continuing crc: UInt32 = 0) -> UInt32 {
    unsafe bytes.withUnsafeBytes { unsafe crc32c($0, continuing: crc) }
  }
}
