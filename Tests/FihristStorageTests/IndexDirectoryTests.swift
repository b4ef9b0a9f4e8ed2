import FihristTestSupport
import Foundation
import Testing

@testable import FihristStorage

@Suite struct IndexDirectoryTests {
  private let home: TemporaryDirectory
  private let directory: IndexDirectory

  init() throws {
    home = try TemporaryDirectory()
    directory = IndexDirectory(path: home.path(of: "a/b/c"))
    try directory.create()
  }

  @Test func `directories are made all the way, once and again`() throws {
    try directory.create()
    try IndexDirectory(path: home.path(of: "a/b/d/")).create()
    #expect(FileManager.default.fileExists(atPath: home.path(of: "a/b/d")))
    try home.write([1], to: "file")
    let error = #expect(throws: IndexError.self) {
      try IndexDirectory(path: home.path(of: "file")).create()
    }
    #expect(error?.kind == .storage)
    #expect(throws: IndexError.self) { try IndexDirectory(path: home.path(of: "file/x")).create() }
  }

  @Test func `entries are listed in byte order, renamed and removed`() throws {
    for name in ["b", "a", "ج"] {
      _ = try directory.create(name, kind: .live).finish(synchronize: true)
    }
    #expect(try directory.fileNames() == ["a", "b", "ج"])
    try directory.rename("a", to: "b")
    #expect(try directory.fileNames() == ["b", "ج"])
    try directory.remove("b")
    try directory.remove("b")
    #expect(directory.contains("ج"))
    #expect(!directory.contains("b"))
    try directory.synchronize()
    #expect(throws: IndexError.self) { try directory.rename("absent", to: "b") }
    #expect(throws: IndexError.self) { try IndexDirectory(path: home.path(of: "x")).fileNames() }
  }

  @Test func `a second writer is refused until the first has ended`() throws {
    var first: WriterLock? = try directory.lock()
    let error = #expect(throws: IndexError.self) { try directory.lock() }
    #expect(error?.kind == .locked)
    #expect(error?.reason == "a writer of this process is at work on the index")
    #expect(error?.advice == "close that writer first")
    withExtendedLifetime(first) {}
    first = nil
    let second = try directory.lock()
    withExtendedLifetime(second) {}
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func `a full disk is a storage error, and the file is useless`() throws {
    let descriptor = unsafe open("/dev/full", O_WRONLY)
    let output = OutputFile(
      descriptor: descriptor, "full", in: try OpenDirectory(path: home.path), kind: .terms)
    var writer = FileWriter(output)
    let error = #expect(throws: IndexError.self) {
      for _ in 0..<3 { try writer.append([UInt8](repeating: 1, count: 1 << 20)) }
    }
    #expect(error?.kind == .storage)
    #expect(error?.reason.contains("the disk is full") == true)
    let small = OutputFile(
      descriptor: unsafe open("/dev/full", O_WRONLY), "full",
      in: try OpenDirectory(path: home.path), kind: .terms)
    let late = #expect(throws: IndexError.self) { try FileWriter(small).finish(synchronize: false) }
    #expect(late?.kind == .storage)
  }

  @Test func `a directory that may not be written to is a storage error`() throws {
    // Not even root may make files here.
    let foreign = IndexDirectory(path: "/proc/self")
    for error in [
      #expect(throws: IndexError.self) { _ = try foreign.create("x", kind: .terms).finish() },
      #expect(throws: IndexError.self) { _ = try foreign.lock() },
    ] {
      #expect(error?.kind == .storage || error?.kind == .notFound)
    }
    guard geteuid() != 0 else { return }
    unsafe chmod(directory.path, 0o555)
    defer { unsafe chmod(directory.path, 0o755) }
    let error = #expect(throws: IndexError.self) { _ = try directory.lock() }
    #expect(error?.kind == .storage)
    #expect(error?.reason.contains("permission denied") == true)
  }

  @Test(arguments: [
    (ENOSPC, IndexError.Kind.storage, "the disk is full"),
    (EDQUOT, .storage, "the disk is full"), (EROFS, .storage, "read-only"),
    (EACCES, .storage, "permission denied"), (EFBIG, .storage, "size limit"),
    (EMFILE, .storage, "too many open files"), (EIO, .storage, "input/output error"),
    (ENOENT, .notFound, "no such file"), (ELOOP, .storage, "cannot write"),
  ])
  func `each refusal of the system is said in words`(
    code: CInt, kind: IndexError.Kind, reason: String
  ) {
    let error = IndexError.system(code, path: "/x", action: "write")
    #expect(error.kind == kind)
    #expect(error.reason.contains(reason))
    #expect(error.description.hasPrefix("/x: "))
    #expect(!error.advice.isEmpty)
  }
}
