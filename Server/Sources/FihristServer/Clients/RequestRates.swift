internal import Synchronization

/// How many requests somebody may still make: everybody has a number of them, which fills up with a
/// rate again, to what a second brings.
final class RequestRates<Client: Hashable & Sendable>: Sendable {
  private struct Bucket {
    var tokens: Double
    var filled: ContinuousClock.Instant
  }

  private let buckets: Mutex<[Client: Bucket]> = Mutex([:])

  /// More are not remembered; those whose number is full again are forgotten first.
  private let mostClients: Int

  init(mostClients: Int = 65_536) { self.mostClients = mostClients }

  /// How many are remembered.
  var count: Int { buckets.withLock { $0.count } }

  /// Takes a request from the number of `client`; false if there is none left.
  ///
  /// - Parameters:
  ///   - rate: Requests a second, and the most that can be made at once.
  ///   - now: The time.
  func take(from client: Client, rate: Int, at now: ContinuousClock.Instant = .now) -> Bool {
    buckets.withLock { buckets in
      if buckets[client] == nil, buckets.count >= mostClients {
        buckets = buckets.filter { $0.value.filled.duration(to: now) < .seconds(1) }
        // Whoever can use so many addresses at once must not fill the memory.
        if buckets.count >= mostClients { buckets.removeAll(keepingCapacity: true) }
      }
      var bucket = buckets[client] ?? Bucket(tokens: Double(rate), filled: now)
      let gained = bucket.filled.duration(to: now) / .seconds(1) * Double(rate)
      bucket.tokens = min(Double(rate), bucket.tokens + max(0, gained))
      bucket.filled = now
      let isAllowed = bucket.tokens >= 1
      if isAllowed { bucket.tokens -= 1 }
      buckets[client] = bucket
      return isAllowed
    }
  }
}
