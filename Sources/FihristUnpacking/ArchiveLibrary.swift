#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The functions of the system's libarchive that are called.
///
/// The library is loaded when the first archive is opened. It needs ten others, which would delay
/// every start of the tool by two milliseconds if it were linked.
@safe struct ArchiveLibrary {
  typealias New = @convention(c) () -> OpaquePointer?
  typealias Call = @convention(c) (OpaquePointer?) -> Int32
  typealias Text = @convention(c) (OpaquePointer?) -> UnsafePointer<CChar>?
  typealias Read =
    @convention(c) (
      OpaquePointer?, UnsafeMutableRawPointer?, UnsafeMutablePointer<UnsafeRawPointer?>?
    ) -> Int
  typealias Seek =
    @convention(c) (OpaquePointer?, UnsafeMutableRawPointer?, Int64, Int32) -> Int64

  typealias NextHeader =
    @convention(c) (OpaquePointer?, UnsafeMutablePointer<OpaquePointer?>?) -> Int32
  typealias Copy = @convention(c) (OpaquePointer?, UnsafeMutableRawPointer?, Int) -> Int
  typealias SetClient = @convention(c) (OpaquePointer?, UnsafeMutableRawPointer?) -> Int32
  typealias SetRead = @convention(c) (OpaquePointer?, Read?) -> Int32
  typealias SetSeek = @convention(c) (OpaquePointer?, Seek?) -> Int32
  typealias FileType = @convention(c) (OpaquePointer?) -> mode_t

  /// What calls answer; `archive.h` has the numbers.
  enum Status {
    static let ok: Int32 = 0
    static let end: Int32 = 1
    static let retry: Int32 = -10
    static let warning: Int32 = -20
    static let fatal: Int32 = -30
  }

  /// The format of a file that is packed but holds no others.
  static let rawFormat: Int32 = 0x90000

  let new: New
  let free: Call
  let open: Call
  let format: Call
  let error: Text
  let nextHeader: NextHeader
  let data: Copy
  let setClient: SetClient
  let setRead: SetRead
  let setSeek: SetSeek
  let fileType: FileType
  let name: Text
  let nameInUTF8: Text
  /// Allow the filters and formats that are read.
  private let supports: [Call]

  /// The library of this system; nil if it is not installed.
  static let system = ArchiveLibrary(files: files)

  /// The file names of version 3, which has all these functions.
  static let files = ["libarchive.so.13", "libarchive.13.dylib", "/usr/lib/libarchive.2.dylib"]

  /// Loads the first of `files` that there is.
  ///
  /// - Returns: nil if there is none, or it lacks a function.
  init?(files: [String]) {
    guard let handle = unsafe files.lazy.compactMap({ unsafe dlopen($0, RTLD_NOW) }).first else {
      return nil
    }
    func function<Function>(_ name: String, _ type: Function.Type) -> Function? {
      unsafe dlsym(handle, "archive_" + name).map { unsafe unsafeBitCast($0, to: type) }
    }
    let supports = unsafe Self.supported.compactMap {
      unsafe function("read_support_" + $0, Call.self)
    }
    guard unsafe supports.count == Self.supported.count,
      let new = unsafe function("read_new", New.self),
      let free = unsafe function("read_free", Call.self),
      let open = unsafe function("read_open1", Call.self),
      let format = unsafe function("format", Call.self),
      let error = unsafe function("error_string", Text.self),
      let nextHeader = unsafe function("read_next_header", NextHeader.self),
      let data = unsafe function("read_data", Copy.self),
      let setClient = unsafe function("read_set_callback_data", SetClient.self),
      let setRead = unsafe function("read_set_read_callback", SetRead.self),
      let setSeek = unsafe function("read_set_seek_callback", SetSeek.self),
      let fileType = unsafe function("entry_filetype", FileType.self),
      let name = unsafe function("entry_pathname", Text.self),
      let nameInUTF8 = unsafe function("entry_pathname_utf8", Text.self)
    else { return nil }
    unsafe self.supports = supports
    unsafe (self.new, self.free, self.open) = (new, free, open)
    unsafe (self.format, self.error, self.nextHeader) = (format, error, nextHeader)
    unsafe (self.data, self.setClient, self.setRead) = (data, setClient, setRead)
    unsafe (self.setSeek, self.fileType) = (setSeek, fileType)
    unsafe (self.name, self.nameInUTF8) = (name, nameInUTF8)
  }

  /// What is read. Filters that start other programs are not among it, nor formats that nobody
  /// packs articles in.
  private static let supported = [
    "filter_bzip2", "filter_compress", "filter_gzip", "filter_lz4", "filter_lzip", "filter_lzma",
    "filter_xz", "filter_zstd", "format_7zip", "format_tar", "format_zip", "format_empty",
    "format_raw",
  ]

  /// Allows `archive` to have what is read.
  func allow(_ archive: OpaquePointer) {
    for index in unsafe supports.indices { _ = unsafe supports[index](archive) }
  }
}
