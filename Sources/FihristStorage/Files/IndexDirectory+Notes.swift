#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Files that are kept beside those of an index, and belong to whoever writes them.
extension IndexDirectory {
  /// Writes `bytes` to the file `name`, which is new or replaces a leftover, and makes them
  /// durable. The name is durable once the directory is, as after the next commit.
  ///
  /// - Throws: ``IndexError`` of kind `storage` or `moved`.
  package func write(_ bytes: [UInt8], as name: String) throws(IndexError) {
    let directory = try open()
    let descriptor = try disk.create(name, in: directory)
    defer { close(descriptor) }
    let path = directory.path(of: name)
    unsafe try bytes.withUnsafeBufferPointer { (all) throws(IndexError) in
      unsafe try disk.write(UnsafeRawBufferPointer(all), to: descriptor, path: path)
    }
    try disk.synchronize(descriptor, path: path)
  }

  /// All bytes of the file `name`; nil if it does not exist or is empty.
  ///
  /// - Throws: ``IndexError`` of kind `storage`.
  package func bytes(of name: String) throws(IndexError) -> [UInt8]? {
    let file: MappedFile
    do {
      file = try MappedFile(name, in: try open())
    } catch {
      if error.kind == .notFound || error.kind == .damaged { return nil }
      throw error
    }
    return withExtendedLifetime(file) {
      unsafe [UInt8](UnsafeRawBufferPointer(start: file.base, count: file.byteCount))
    }
  }
}
