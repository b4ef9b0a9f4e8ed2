internal import FihristArchive

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Gives libarchive the bytes of a file.
@safe final class SystemSource {
  /// Why the bytes could not be read.
  private(set) var failure: ArchiveError?

  private let bytes: PackedBytes
  /// The bytes that libarchive has; they must not move until it asks for the next.
  private var block: UnsafeMutableRawBufferPointer
  private var position = 0

  /// Gives the bytes of `bytes`.
  init(_ bytes: PackedBytes) {
    self.bytes = bytes
    unsafe block = .allocate(byteCount: 0, alignment: 1)
  }

  deinit { unsafe block.deallocate() }

  /// What libarchive calls for bytes.
  static func read(
    _ archive: OpaquePointer?, _ client: UnsafeMutableRawPointer?,
    _ target: UnsafeMutablePointer<UnsafeRawPointer?>?
  ) -> Int {
    guard let client = unsafe client else { return -1 }
    let source = unsafe Unmanaged<SystemSource>.fromOpaque(client).takeUnretainedValue()
    guard source.fill() else { return -1 }
    unsafe target?.pointee = UnsafeRawPointer(source.block.baseAddress)
    return unsafe source.block.count
  }

  /// What libarchive calls to read on elsewhere.
  static func seek(
    _ archive: OpaquePointer?, _ client: UnsafeMutableRawPointer?, _ offset: Int64,
    _ whence: Int32
  ) -> Int64 {
    guard let client = unsafe client else { return Int64(ArchiveLibrary.Status.fatal) }
    let source = unsafe Unmanaged<SystemSource>.fromOpaque(client).takeUnretainedValue()
    return source.seek(Int(offset), whence: whence).map(Int64.init)
      ?? Int64(ArchiveLibrary.Status.fatal)
  }

  /// Reads the next block; false if that failed.
  private func fill() -> Bool {
    do throws(ArchiveError) {
      let next = try bytes.next()
      unsafe block.deallocate()
      unsafe block = .allocate(byteCount: next.count, alignment: 1)
      unsafe block.copyBytes(from: next)
      position += next.count
      return true
    } catch {
      failure = error
      return false
    }
  }

  /// The new position; nil if it cannot be reached.
  private func seek(_ offset: Int, whence: Int32) -> Int? {
    guard let count = bytes.seekableCount else { return nil }
    let start = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? position : count
    let (target, isBeyond) = start.addingReportingOverflow(offset)
    guard !isBeyond, (0...count).contains(target), bytes.seek(to: target) else { return nil }
    position = target
    return target
  }
}
