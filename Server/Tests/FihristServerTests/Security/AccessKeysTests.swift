import Testing

@testable import FihristServer

@Suite struct AccessKeysTests {
  private func keys(_ change: (inout ServerConfiguration) -> Void = { _ in }) -> AccessKeys {
    var configuration = ServerConfiguration(indexes: [])
    configuration.keys = [
      KeyConfiguration(
        name: "desk", sha256: AccessKey.digest(of: "sesame"), scopes: [.write],
        indexes: ["news"], expiry: 1_000),
      KeyConfiguration(
        name: "all", sha256: AccessKey.digest(of: "open"), scopes: [.search, .admin]),
    ]
    change(&configuration)
    return AccessKeys(configuration)
  }

  private func code(
    _ authorization: String?, _ scope: KeyConfiguration.Scope,
    at seconds: Int64 = 0, in keys: AccessKeys
  ) -> Problem.Code? {
    do throws(Problem) {
      try keys.check(authorization, for: scope, at: seconds)
      return nil
    } catch { return error.code }
  }

  @Test func `a key does what its scopes say and nothing else`() {
    let keys = keys()
    #expect(code("Bearer sesame", .write, in: keys) == nil)
    #expect(code("bearer sesame", .write, in: keys) == nil)
    #expect(keys.shows("news", to: "Bearer sesame", at: 0))
    #expect(!keys.shows("other", to: "Bearer sesame", at: 0))
    #expect(keys.shows("other", to: "Bearer open", at: 0) && keys.shows("other", to: nil, at: 0))
    #expect(code("Bearer sesame", .admin, in: keys) == .forbidden)
    #expect(code("Bearer sesame", .write, at: 1_000, in: keys) == .unauthorized)
    #expect(code("Bearer open", .write, in: keys) == .forbidden)
    #expect(code("Bearer open", .admin, in: keys) == nil)
    for wrong in ["Bearer", "Bearer ", "Bearer sesam", "Bearer sesamee", "Basic sesame", ""] {
      #expect(code(wrong, .search, in: keys) == .unauthorized)
    }
  }

  @Test func `searching is open unless the configuration closes it, writing never`() {
    #expect(code(nil, .search, in: keys()) == nil)
    #expect(code(nil, .write, in: keys()) == .unauthorized)
    #expect(code(nil, .admin, in: keys()) == .unauthorized)
    #expect(code(nil, .search, in: keys { $0.isClosed = true }) == .unauthorized)
  }

  @Test func `a key that is used too often waits`() {
    let keys = keys { $0.keys[1].rate = 3 }
    let codes = (0..<20).map { _ in code("Bearer open", .search, in: keys) }
    #expect(codes.prefix(3).allSatisfy { $0 == nil })
    #expect(codes.filter { $0 == .rateLimited }.count >= 15)
  }
}
