import Testing

@testable import FihristServer

@Suite struct RequestRatesTests {
  @Test func `as many at once as a second brings, then as many as come again`() {
    let rates = RequestRates<String>()
    let start = ContinuousClock.now
    #expect((0..<5).map { _ in rates.take(from: "a", rate: 4, at: start) }.count { $0 } == 4)
    #expect(rates.take(from: "b", rate: 4, at: start))
    #expect(!rates.take(from: "a", rate: 4, at: start.advanced(by: .milliseconds(240))))
    #expect(rates.take(from: "a", rate: 4, at: start.advanced(by: .milliseconds(260))))
    #expect(!rates.take(from: "a", rate: 4, at: start.advanced(by: .milliseconds(270))))
    // Rest does not add up beyond a second.
    let later = start.advanced(by: .seconds(3_600))
    #expect((0..<9).map { _ in rates.take(from: "a", rate: 4, at: later) }.count { $0 } == 4)
  }

  @Test func `over a long time the rate holds`() {
    let rates = RequestRates<Int>()
    let start = ContinuousClock.now
    let allowed = (0..<10_000).count {
      rates.take(from: 1, rate: 20, at: start.advanced(by: .milliseconds($0)))
    }
    // Ten seconds at 20, and the 20 at the start.
    #expect((218...221).contains(allowed))
  }

  @Test func `clients are not remembered without end`() {
    let rates = RequestRates<Int>(mostClients: 100)
    let start = ContinuousClock.now
    for client in 0..<1_000 { _ = rates.take(from: client, rate: 1, at: start) }
    #expect(rates.count <= 100)
    let later = start.advanced(by: .seconds(5))
    for client in 0..<50 { _ = rates.take(from: 5_000 + client, rate: 1, at: later) }
    for client in 0..<100 { _ = rates.take(from: 9_000 + client, rate: 1, at: later) }
    #expect(rates.count <= 100)
    #expect(!rates.take(from: 9_099, rate: 1, at: later))
  }
}
