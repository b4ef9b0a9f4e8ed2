import FihristArchive
import Testing

@testable import FihristUnpacking

@Suite struct ArchiveLibraryTests {
  @Test func `the system has the library, under one of the names`() {
    #expect(ArchiveLibrary(files: ArchiveLibrary.files) != nil)
    #expect(ArchiveLibrary(files: ["libno-such-archive.so.1"] + ArchiveLibrary.files) != nil)
  }

  @Test func `a library that is missing, or is another one, is nil`() {
    #expect(ArchiveLibrary(files: []) == nil)
    #expect(ArchiveLibrary(files: ["libno-such-archive.so.1"]) == nil)
    #if canImport(Glibc)
      #expect(ArchiveLibrary(files: ["libc.so.6"]) == nil)
    #endif
  }
}
