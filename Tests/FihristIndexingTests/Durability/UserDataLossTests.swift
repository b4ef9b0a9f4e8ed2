import FihristFormat
import FihristStorage
import FihristTestSupport
import Testing

@testable import FihristIndexing

/// A log and the index that is fed from it agree after every crash, if each commit carries how far
/// the log was read.
@Suite struct UserDataLossTests {
  @Test func `a crash leaves documents and user data of one commit`() async throws {
    let home = try FihristTestSupport.TemporaryDirectory()
    let disk = SimulatedDisk(root: home.path)
    try await feed(IndexLifeRun.directory(on: disk))
    var image = DiskImage()
    var seen: Set<DiskRemains> = []
    var positions: Set<Int> = []
    for (point, call) in disk.points.map(\.call).enumerated() {
      for loss in PowerLossTests.losses(point, random: 1) {
        let remains = image.remains(after: loss)
        guard seen.insert(remains).inserted else { continue }
        let home = try FihristTestSupport.TemporaryDirectory()
        try image.write(remains, to: home.path)
        guard let position = try position(in: home.path(of: "index")) else { continue }
        positions.insert(position)
      }
      image.apply(call)
    }
    #expect(positions.isSuperset(of: 0..<Self.commitCount))
    print("power loss with user data: \(seen.count) different states read")
  }

  private static let commitCount = 5

  /// Reads a log of documents; the commit after each says where the log goes on.
  private func feed(_ directory: IndexDirectory) async throws {
    var options = IndexLifeRun.options
    options.mergePolicy.segmentsPerTier = 3
    let writer = try IndexWriter(directory, schema: IndexLife.schema, options: options)
    for position in 1...Self.commitCount {
      try await writer.add(SourceDocument(key: "\(position)", values: ["body": "كتاب"]))
      try await writer.commit(replacingUserData: ["position": "\(position)"])
    }
    try await writer.close()
  }

  /// Where the log goes on by the index at `path`, which must have all documents before and no
  /// others; `nil` without an index.
  private func position(in path: String) throws -> Int? {
    let directory = IndexDirectory(path: path)
    guard Manifest.exists(in: directory), let manifest = try? Manifest.newest(in: directory)
    else { return nil }
    let position = manifest.userData["position"].flatMap(Int.init) ?? 0
    let keys = try IndexContents(path: path).documents.keys
    #expect(Set(keys) == Set((0..<position).map { "\($0 + 1)" }))
    return position
  }
}
