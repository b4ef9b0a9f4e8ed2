internal import CArchive
internal import FihristArchive

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The files in a file, read by libarchive as its bytes come.
@safe final class SystemContents: PackedContents {
  private let archive: OpaquePointer
  private let bytes: PackedBytes
  private let source: SystemSource
  private var isRaw = false

  /// Opens the file that `bytes` come from.
  init(_ bytes: PackedBytes) throws(ArchiveError) {
    guard let archive = unsafe archive_read_new() else {
      throw bytes.damage("too little memory is left")
    }
    unsafe self.archive = archive
    self.bytes = bytes
    source = SystemSource(bytes)
    unsafe Self.allow(archive)
    let client = unsafe Unmanaged.passUnretained(source).toOpaque()
    unsafe archive_read_set_callback_data(archive, client)
    unsafe archive_read_set_read_callback(archive) { unsafe SystemSource.read($0, $1, $2) }
    if bytes.seekableCount != nil {
      unsafe archive_read_set_seek_callback(archive) {
        unsafe SystemSource.seek($0, $1, $2, $3)
      }
    }
    let status = NameLocale.use { unsafe archive_read_open1(archive) }
    guard status == ARCHIVE_OK else { throw failure }
  }

  deinit { _ = unsafe archive_read_free(archive) }

  /// What is read. Filters that start other programs are not among it, nor formats that nobody
  /// packs articles in.
  private static func allow(_ archive: OpaquePointer) {
    _ = unsafe archive_read_support_filter_bzip2(archive)
    _ = unsafe archive_read_support_filter_compress(archive)
    _ = unsafe archive_read_support_filter_gzip(archive)
    _ = unsafe archive_read_support_filter_lz4(archive)
    _ = unsafe archive_read_support_filter_lzip(archive)
    _ = unsafe archive_read_support_filter_lzma(archive)
    _ = unsafe archive_read_support_filter_xz(archive)
    _ = unsafe archive_read_support_filter_zstd(archive)
    _ = unsafe archive_read_support_format_7zip(archive)
    _ = unsafe archive_read_support_format_tar(archive)
    _ = unsafe archive_read_support_format_zip(archive)
    _ = unsafe archive_read_support_format_empty(archive)
    _ = unsafe archive_read_support_format_raw(archive)
  }

  func next() throws(ArchiveError) -> PackedMember? {
    while true {
      var entry: OpaquePointer?
      let status = NameLocale.use { unsafe archive_read_next_header(archive, &entry) }
      if status == ARCHIVE_EOF {
        // What ends before its format can be told is empty for libarchive, not cut.
        if let failure = source.failure { throw failure }
        return nil
      }
      guard status >= ARCHIVE_WARN, let entry = unsafe entry else { throw failure }
      if unsafe archive_format(archive) == ARCHIVE_FORMAT_RAW { return PackedMember(name: nil) }
      let isFile = unsafe archive_entry_filetype(entry) == S_IFREG
      if isFile, let name = unsafe Self.name(entry) { return PackedMember(name: name) }
    }
  }

  func read(into target: UnsafeMutableRawBufferPointer) throws(ArchiveError) -> Int {
    while true {
      let count = unsafe archive_read_data(archive, target.baseAddress, target.count)
      if count >= 0 { return count }
      guard count == Int(ARCHIVE_RETRY) else { throw failure }
    }
  }

  /// The name in UTF-8, or as the bytes that are in the archive.
  private static func name(_ entry: OpaquePointer) -> [UInt8]? {
    guard let name = unsafe archive_entry_pathname_utf8(entry) ?? archive_entry_pathname(entry)
    else { return nil }
    var bytes: [UInt8] = []
    var index = 0
    while unsafe name[index] != 0, index < nameLimit {
      bytes.append(unsafe UInt8(bitPattern: name[index]))
      index += 1
    }
    while bytes.first == UInt8(ascii: "/") { bytes.removeFirst() }
    if bytes.starts(with: Array("./".utf8)) { bytes.removeFirst(2) }
    return bytes.isEmpty ? nil : bytes
  }

  /// The longest name, in bytes, that is looked at.
  private static let nameLimit = 4_096

  /// Why the last call failed.
  private var failure: ArchiveError {
    if let failure = source.failure { return failure }
    let reason = unsafe archive_error_string(archive).map { unsafe String(cString: $0) }
    return bytes.damage(reason ?? "libarchive does not say why")
  }
}
