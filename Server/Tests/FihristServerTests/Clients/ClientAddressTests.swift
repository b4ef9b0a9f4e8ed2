import Testing

@testable import FihristServer

@Suite struct ClientAddressTests {
  @Test(arguments: [
    ("127.0.0.1", "127.0.0.1", true), ("127.0.0.1", "127.0.0.2", false),
    ("10.0.0.0/8", "10.255.1.2", true), ("10.0.0.0/8", "11.0.0.0", false),
    ("192.168.4.0/22", "192.168.7.255", true), ("192.168.4.0/22", "192.168.8.0", false),
    ("0.0.0.0/0", "203.0.113.9", true), ("0.0.0.0/0", "::1", false),
    ("::1", "::1", true), ("fd00::/8", "fdab::1", true), ("fd00::/8", "fe80::1", false),
    ("127.0.0.1", "::ffff:127.0.0.1", true),
  ]) func `a range has addresses with the same first bits`(
    range: String, address: String, isIn: Bool
  ) throws {
    let range = try #require(NetworkRange(range))
    #expect(range.contains(try #require(NetworkRange.bytes(of: address))) == isIn)
  }

  @Test(arguments: [
    "", "localhost", "1.2.3", "1.2.3.4.5", "1.2.3.4/33", "1.2.3.4/-1", "1.2.3.4/", "::/129",
    "1.2.3.4/8/8", "1.2.3.4 ", "[::1]",
  ]) func `other texts are not ranges`(text: String) {
    #expect(NetworkRange(text) == nil)
    #expect(throws: ServerError.self) { try ServerConfiguration.proxy(text) }
  }

  private func address(
    _ peer: String, _ forwarded: String..., proxies: [String] = ["10.0.0.0/8", "::1"]
  ) -> [UInt8]? {
    ClientAddress(
      peer: peer, forwarded: forwarded, proxies: proxies.compactMap { NetworkRange($0) })?.bytes
  }

  @Test func `what a client writes itself is not believed`() {
    #expect(address("203.0.113.9", "8.8.8.8") == [203, 0, 113, 9])
    #expect(address("203.0.113.9", "10.0.0.1") == [203, 0, 113, 9])
    // Behind a proxy the client is the last that is not a proxy.
    #expect(address("10.0.0.1", "203.0.113.9") == [203, 0, 113, 9])
    #expect(address("10.0.0.1", "8.8.8.8, 203.0.113.9") == [203, 0, 113, 9])
    #expect(address("10.0.0.1", "8.8.8.8", "203.0.113.9, 10.2.0.1") == [203, 0, 113, 9])
    // Nobody is trusted without being listed.
    #expect(address("10.0.0.1", "203.0.113.9", proxies: []) == [10, 0, 0, 1])
    // Nonsense ends the search at the one who wrote it.
    #expect(address("10.0.0.1", "203.0.113.9, unknown") == [10, 0, 0, 1])
    #expect(address("10.0.0.1", "") == [10, 0, 0, 1])
    #expect(address("10.0.0.1") == [10, 0, 0, 1])
    #expect(address("::1", "203.0.113.9") == [203, 0, 113, 9])
    #expect(address("nobody") == nil)
  }

  @Test func `of version 6 a network counts as one client`() throws {
    let one = try #require(ClientAddress(peer: "2001:db8:1:2::1", forwarded: [], proxies: []))
    let same = try #require(ClientAddress(peer: "2001:db8:1:2:ffff::9", forwarded: [], proxies: []))
    let other = try #require(ClientAddress(peer: "2001:db8:1:3::1", forwarded: [], proxies: []))
    #expect(one.network == same.network && one.network != other.network)
  }
}
