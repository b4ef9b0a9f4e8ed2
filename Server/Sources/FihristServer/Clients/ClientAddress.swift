/// Whose request it is: the address of the connection, or what a trusted proxy says it is.
struct ClientAddress: Sendable, Hashable {
  /// 4 or 16 bytes.
  let bytes: [UInt8]

  /// Finds the address.
  ///
  /// Each proxy appends the address that it was connected from, so the header is read from the
  /// right, as long as the one who wrote is trusted. What a client wrote there itself stands to
  /// the left of that and is never reached.
  ///
  /// - Parameters:
  ///   - peer: The address of the connection.
  ///   - forwarded: The values of `X-Forwarded-For`, in order.
  ///   - proxies: The proxies that are trusted.
  init?(peer: String, forwarded: [String], proxies: [NetworkRange]) {
    guard var bytes = NetworkRange.bytes(of: peer) else { return nil }
    let hops = forwarded.flatMap { $0.split(separator: ",").map { String($0).trimmed } }
    for hop in hops.reversed() {
      guard proxies.contains(where: { $0.contains(bytes) }),
        let before = NetworkRange.bytes(of: hop)
      else { break }
      bytes = before
    }
    self.bytes = bytes
  }

  /// What limits count together: an address of version 4; of version 6 the network that one client
  /// usually has for itself.
  var network: [UInt8] { bytes.count == 16 ? Array(bytes.prefix(8)) : bytes }
}
