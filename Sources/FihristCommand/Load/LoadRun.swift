/// Sends requests on one thread and notes when each is answered.
///
/// At a rate, a request is due whether or not those before are answered. It takes an idle
/// connection or opens one; if all are busy it waits, and the wait counts.
struct LoadRun {
  private let plan: LoadPlan
  private let address: LoadAddress
  private let requests: [[UInt8]]

  private var connections: [LoadConnection] = []
  private var record = LoadRecord()
  private var buffer = [UInt8](repeating: 0, count: 256 << 10)
  /// How many requests were handed to connections.
  private var handed = 0
  private var start: UInt64 = 0
  private var counted: UInt64 = 0
  private var end: UInt64 = 0
  /// After a refusal no connection is opened for a while.
  private var pause: UInt64 = 0
  /// The first request that was already counted as delayed is before this one.
  private var seen = 0

  private static let pauseTime: UInt64 = 10_000_000

  /// Makes a run of `requests`, which is not empty; they are sent in turn, again and again.
  init(_ plan: LoadPlan, _ address: LoadAddress, requests: [[UInt8]]) {
    (self.plan, self.address, self.requests) = (plan, address, requests)
  }

  /// Runs to the end.
  ///
  /// - Parameter progress: Called about twice a second with the seconds that are over.
  /// - Throws: ``SilentExit`` if the command is interrupted.
  mutating func run(_ progress: (Double) -> Void) throws -> LoadRecord {
    start = Clock.wall
    counted = start + UInt64(plan.warmup * 1e9)
    end = counted + UInt64(plan.duration * 1e9)
    var shown = start
    var isOver = false
    while true {
      if Interruption.isRequested { throw SilentExit(status: .interrupted) }
      let now = Clock.wall
      // Once more behind the end: a busy machine may have let the last requests come late.
      if !isOver { handOut(now) }
      isOver = now >= end
      expire(now)
      let isBusy = connections.contains { $0.sending != nil }
      if isOver, !isBusy { break }
      if now - shown > 500_000_000 {
        shown = now
        progress(Double(now - start) / 1e9)
      }
      wait(now)
    }
    giveUpUnsent()
    record.seconds = Double(max(Clock.wall, counted + 1) - counted) / 1e9
    return record
  }

  // MARK: Sending

  /// Hands out every request that is due, as long as there are connections.
  private mutating func handOut(_ now: UInt64) {
    while let due = nextDue(now) {
      guard let connection = freeConnection(now) else {
        noteDelayed(now)
        return
      }
      let bytes = requests[handed % requests.count]
      handed += 1
      seen = max(seen, handed)
      let sending = LoadConnection.Sending(bytes: bytes, due: due, start: Clock.wall)
      if let outcome = connection.send(sending) { finish(connection, outcome, keeps: false) }
    }
  }

  /// When the next request is due, if it is.
  private func nextDue(_ now: UInt64) -> UInt64? {
    guard let count = plan.count else { return now < end ? now : nil }
    let due = start + plan.due(handed)
    return handed < count && due <= now ? due : nil
  }

  private mutating func freeConnection(_ now: UInt64) -> LoadConnection? {
    if let idle = connections.last(where: { $0.sending == nil }) { return idle }
    guard connections.count < plan.connections, now >= pause else { return nil }
    guard let descriptor = address.connect() else {
      pause = now + Self.pauseTime
      return nil
    }
    let connection = LoadConnection(descriptor)
    connections.append(connection)
    record.connections = max(record.connections, connections.count)
    return connection
  }

  private mutating func noteDelayed(_ now: UInt64) {
    guard let count = plan.count else { return }
    seen = max(seen, handed)
    while seen < count, start + plan.due(seen) <= now {
      if start + plan.due(seen) >= counted { record.delayed += 1 }
      seen += 1
    }
  }

  // MARK: Waiting

  /// Waits for an answer, or until something is to be done.
  private mutating func wait(_ now: UInt64) {
    var until = now + 100_000_000
    if let count = plan.count, handed < count, now < end, canSend {
      until = min(until, max(start + plan.due(handed), pause))
    }
    if plan.count == nil, pause > now { until = min(until, pause) }
    if now < end { until = min(until, end) }
    var waiting = WaitingDescriptors()
    for connection in connections {
      waiting.insert(connection.descriptor, toWrite: connection.waitsToWrite)
    }
    waiting.wait(nanoseconds: until > now ? until - now : 0)
    for connection in connections.reversed() where waiting.contains(connection.descriptor) {
      if let (outcome, keeps) = connection.proceed(&buffer) {
        finish(connection, outcome, keeps: keeps)
      }
    }
  }

  private var canSend: Bool {
    connections.count < plan.connections || connections.contains { $0.sending == nil }
  }

  // MARK: Ending

  /// Gives up requests that take too long.
  private mutating func expire(_ now: UInt64) {
    let timeout = UInt64(plan.timeout * 1e9)
    for connection in connections.reversed() {
      guard let sending = connection.sending, sending.start + timeout <= now else { continue }
      finish(connection, .late, keeps: false)
    }
  }

  private mutating func finish(_ connection: LoadConnection, _ outcome: LoadOutcome, keeps: Bool) {
    let now = Clock.wall
    if let sending = connection.sending, sending.due >= counted {
      record.add(outcome, due: sending.due, start: sending.start, end: now)
    }
    connection.finish()
    if outcome == .unreachable { pause = now + Self.pauseTime }
    if !keeps { connections.removeAll { $0 === connection } }
  }

  /// What was due and found no connection until the end has waited as long as it did.
  private mutating func giveUpUnsent() {
    guard let count = plan.count else { return }
    let now = Clock.wall
    while handed < count {
      let due = start + plan.due(handed)
      if due >= counted { record.add(.unsent, due: due, start: nil, end: now) }
      handed += 1
    }
  }
}
