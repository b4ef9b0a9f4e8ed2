import Fihrist
import FihristStorage
import FihristTestSupport
import Foundation
import Testing

/// Every byte of a small index is changed, and every file of it cut at every length: all that it
/// says then is an error that names the file, or what it said before.
@Suite(.serialized) struct DamageSweepTests {
  private static let isLong = ProcessInfo.processInfo.environment["FIHRIST_LONG_TESTS"] == "1"

  /// Where time is short, one byte and one length in so many: no multiple of any record's size.
  private static let step = isLong ? 1 : 5

  /// What became of the cases.
  private struct Totals {
    /// How many there were.
    var cases = 0
    /// In how many the index did not open.
    var refusedOpenings = 0
    /// Searches that were refused in the others.
    var refusedSearches = 0
    /// Searches that were answered, rightly.
    var answers = 0
    /// How many manifests were damaged, and how many of them hid the index.
    var manifests = (cases: 0, refused: 0)
    var problems: [String] = []
  }

  private let home: TemporaryDirectory
  private let files: [String: [UInt8]]
  private let answers: SmallIndex.Answers

  init() async throws {
    home = try TemporaryDirectory()
    try await SmallIndex.make(at: home.path)
    answers = try SmallIndex.Answers(at: home.path)
    files = try Self.files(of: home)
  }

  private static func files(of home: TemporaryDirectory) throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for name in try IndexDirectory(path: home.path).fileNames() where name != "write.lock" {
      files[name] = try home.bytes(of: name)
    }
    return files
  }

  private var byteCount: Int { files.values.reduce(0) { $0 + $1.count } }

  @Test func `the small index has what it is there for`() throws {
    // A manifest, and two segments of seven files and one of live documents.
    #expect(files.count == 17)
    #expect(answers.results.map(\.hits.count) == [2, 2, 3, 0, 1, 2])
    try SmallIndex.check(home.path)
  }

  @Test func `a changed byte is an error or changes nothing`() throws {
    var totals = Totals()
    for (name, original) in files.sorted(by: { $0.key < $1.key }) {
      for offset in stride(from: totals.cases % Self.step, to: original.count, by: Self.step) {
        for pattern in Self.patterns(at: offset) {
          var bytes = original
          bytes[offset] ^= pattern
          try home.write(bytes, to: name)
          look(name, "byte \(offset) ^ \(pattern)", &totals)
        }
      }
      try home.write(original, to: name)
    }
    #expect(totals.problems.isEmpty, "\(totals.problems.prefix(5).joined(separator: "\n"))")
    #expect(totals.refusedSearches > 0 && totals.answers > 0)
    // What is changed in one copy is in the other.
    #expect(totals.manifests.cases > 0 && totals.manifests.refused == 0)
    print(
      "damage: \(byteCount) bytes of \(files.count) files, \(totals.cases) changes:",
      "\(totals.refusedOpenings) not opened, \(totals.refusedSearches) searches refused,",
      "\(totals.answers) right; \(totals.manifests.cases) of them in the manifest")
  }

  /// Each bit by itself and all of them; where time is short, the one that comes next.
  private static func patterns(at offset: Int) -> [UInt8] {
    isLong ? (0..<8).map { 1 << UInt8($0) } + [0xFF] : [1 << UInt8(offset % 8)]
  }

  @Test func `a file that is cut is an error at every length`() throws {
    var totals = Totals()
    for (name, original) in files.sorted(by: { $0.key < $1.key }) {
      for length in stride(from: totals.cases % Self.step, to: original.count, by: Self.step) {
        try home.write(Array(original[..<length]), to: name)
        look(name, "\(length) bytes", &totals)
      }
      try home.write(original, to: name)
    }
    #expect(totals.problems.isEmpty, "\(totals.problems.prefix(5).joined(separator: "\n"))")
    // Lengths are compared with the manifest's before anything is answered; it is read itself as
    // long as its first copy is whole.
    let opened = totals.manifests.cases - totals.manifests.refused
    #expect(totals.refusedOpenings == totals.cases - opened)
    #expect(opened > 0 && totals.manifests.refused > 0)
    // The last step of each file may lead beyond its end.
    #expect(totals.cases > byteCount / Self.step - files.count)
    print(
      "damage: \(files.count) files of \(byteCount) bytes, cut at \(totals.cases) lengths:",
      "\(totals.refusedOpenings) not opened, \(opened) of the manifest read")
  }

  /// Opens, searches, fetches and checks an index whose file `name` is damaged.
  private func look(_ name: String, _ damage: String, _ totals: inout Totals) {
    totals.cases += 1
    let isManifest = name.hasPrefix("manifest")
    if isManifest { totals.manifests.cases += 1 }
    let location = "\(name), \(damage)"
    do {
      try SmallIndex.check(home.path)
      totals.problems.append("\(location): the check finds nothing")
    } catch {
      if let problem = problem(error, name) {
        totals.problems.append("\(location), check: \(problem)")
      }
    }
    do {
      let index = try Index(path: home.path)
      for (query, expected) in zip(SmallIndex.queries, answers.results) {
        search(query, index, expected, name, location, &totals)
      }
    } catch {
      totals.refusedOpenings += 1
      if isManifest { totals.manifests.refused += 1 }
      if let problem = problem(error, name) { totals.problems.append("\(location): \(problem)") }
    }
  }

  private func search(
    _ query: String, _ index: Index, _ expected: SearchResults, _ name: String, _ location: String,
    _ totals: inout Totals
  ) {
    do {
      let found = try SmallIndex.Answers.answer(query, index)
      totals.answers += 1
      if found != expected { totals.problems.append("\(location): \(query) finds \(found)") }
    } catch {
      totals.refusedSearches += 1
      if let problem = problem(error, name) {
        totals.problems.append("\(location), \(query): \(problem)")
      }
    }
  }

  /// What is wrong with `error` as an answer to damage in the file `name`.
  private func problem(_ error: any Error, _ name: String) -> String? {
    guard let error = error as? IndexError, [.damaged, .unsupported].contains(error.kind) else {
      return "\(error)"
    }
    return error.path == home.path(of: name) ? nil : "another file is named: \(error)"
  }

  @Test func `a writer makes nothing wrong of what is damaged`() async throws {
    let whole = try copy(files)
    try await SmallIndex.goOn(at: whole.path)
    let expected = try SmallIndex.Answers(at: whole.path)
    var (cases, refused) = (0, 0)
    for (name, original) in files.sorted(by: { $0.key < $1.key }) {
      // 97 does not divide a record's size.
      for offset in stride(from: cases % 7, to: original.count, by: Self.isLong ? 3 : 97) {
        cases += 1
        var damaged = files
        damaged[name]?[offset] ^= 1 << UInt8(offset % 8)
        let folder = try copy(damaged)
        do {
          try await SmallIndex.goOn(at: folder.path)
          #expect(try SmallIndex.Answers(at: folder.path) == expected, "\(name), byte \(offset)")
        } catch let error as IndexError {
          refused += 1
          #expect([.damaged, .unsupported].contains(error.kind), "\(name), \(offset): \(error)")
          expectNothingWrong(at: folder.path, "\(name), byte \(offset)")
        }
      }
    }
    #expect(refused > 0 && refused < cases)
    print("damage: \(cases) writers went on with a changed byte, \(refused) refused")
  }

  /// The files of an index in a directory of their own.
  private func copy(_ files: [String: [UInt8]]) throws -> TemporaryDirectory {
    let folder = try TemporaryDirectory()
    for (name, bytes) in files { try folder.write(bytes, to: name) }
    return folder
  }

  /// After a writer was refused, before or after its commit, the index says what it said, what it
  /// would say with the commit, or that it is damaged.
  private func expectNothingWrong(at path: String, _ location: String) {
    do {
      let index = try Index(path: path)
      for (query, expected) in zip(SmallIndex.queries, answers.results) {
        let found = try SmallIndex.Answers.answer(query, index)
        let known = found.hits.filter { $0.key != SmallIndex.extra.key }.map(\.key)
        #expect(Set(known) == Set(expected.hits.map(\.key)), "\(location), \(query)")
      }
    } catch {
      let kind = (error as? IndexError)?.kind
      #expect(kind == .damaged || kind == .unsupported, "\(location): \(error)")
    }
  }
}
