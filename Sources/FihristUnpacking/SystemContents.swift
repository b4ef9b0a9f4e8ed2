internal import FihristArchive

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The files in a file, read by libarchive as its bytes come.
@safe final class SystemContents: PackedContents {
  private let library: ArchiveLibrary
  private let archive: OpaquePointer
  private let bytes: PackedBytes
  private let source: SystemSource
  private var isRaw = false

  /// Opens the file that `bytes` come from.
  init(_ bytes: PackedBytes) throws(ArchiveError) {
    guard let library = ArchiveLibrary.system else { throw bytes.missing("libarchive") }
    guard let archive = unsafe library.new() else {
      throw bytes.damage("too little memory is left")
    }
    self.library = library
    unsafe self.archive = archive
    self.bytes = bytes
    source = SystemSource(bytes)
    unsafe library.allow(archive)
    let client = unsafe Unmanaged.passUnretained(source).toOpaque()
    _ = unsafe library.setClient(archive, client)
    _ = unsafe library.setRead(archive) { unsafe SystemSource.read($0, $1, $2) }
    if bytes.seekableCount != nil {
      _ = unsafe library.setSeek(archive) { unsafe SystemSource.seek($0, $1, $2, $3) }
    }
    let status = NameLocale.use { unsafe library.open(archive) }
    guard status == ArchiveLibrary.Status.ok else { throw failure }
  }

  deinit { _ = unsafe library.free(archive) }

  func next() throws(ArchiveError) -> PackedMember? {
    while true {
      var entry: OpaquePointer?
      let status = NameLocale.use { unsafe library.nextHeader(archive, &entry) }
      if status == ArchiveLibrary.Status.end {
        // What ends before its format can be told is empty for libarchive, not cut.
        if let failure = source.failure { throw failure }
        return nil
      }
      guard status >= ArchiveLibrary.Status.warning, let entry = unsafe entry else { throw failure }
      if unsafe library.format(archive) == ArchiveLibrary.rawFormat {
        return PackedMember(name: nil)
      }
      let isFile = unsafe library.fileType(entry) == S_IFREG
      if isFile, let name = unsafe name(entry) { return PackedMember(name: name) }
    }
  }

  func read(into target: UnsafeMutableRawBufferPointer) throws(ArchiveError) -> Int {
    while true {
      let count = unsafe library.data(archive, target.baseAddress, target.count)
      if count >= 0 { return count }
      guard count == Int(ArchiveLibrary.Status.retry) else { throw failure }
    }
  }

  /// The name in UTF-8, or as the bytes that are in the archive.
  private func name(_ entry: OpaquePointer) -> [UInt8]? {
    guard let name = unsafe library.nameInUTF8(entry) ?? library.name(entry)
    else { return nil }
    var bytes: [UInt8] = []
    var index = 0
    while unsafe name[index] != 0, index < Self.nameLimit {
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
    let reason = unsafe library.error(archive).map { unsafe String(cString: $0) }
    // libarchive has no code for it, and its formats say "Passphrase required for this entry",
    // "Incorrect passphrase", "The file content is encrypted" or "Encrypted file is unsupported".
    let words = reason?.lowercased() ?? ""
    if ["passphrase", "encrypted"].contains(where: words.contains) { return bytes.locked() }
    return bytes.damage(reason ?? "libarchive does not say why")
  }
}
