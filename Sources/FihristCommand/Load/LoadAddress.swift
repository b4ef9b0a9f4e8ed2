#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// An address of the system that a target has.
struct LoadAddress {
  private let family: Int32
  private let bytes: [UInt8]

  /// Connections that nobody answers are given up after this many seconds.
  private static let patience = 5

  /// The first address of `target` that takes a connection.
  ///
  /// - Throws: ``ToolError`` if none does.
  init(of target: LoadTarget) throws(ToolError) {
    var reason = "it has no address"
    for address in Self.all(of: target, reason: &reason) {
      switch address.reached() {
      case nil:
        self = address
        return
      case let failure?: reason = failure
      }
    }
    throw ToolError(
      "\(target.authority) cannot be reached (\(reason))",
      advice: "start the server, or check --url")
  }

  private init(family: Int32, bytes: [UInt8]) {
    self.family = family
    self.bytes = bytes
  }

  private static func all(of target: LoadTarget, reason: inout String) -> [LoadAddress] {
    var hints = unsafe addrinfo()
    #if canImport(Glibc)
      unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    #else
      unsafe hints.ai_socktype = SOCK_STREAM
    #endif
    var list: UnsafeMutablePointer<addrinfo>?
    let code = unsafe getaddrinfo(target.host, String(target.port), &hints, &list)
    guard code == 0 else {
      reason = unsafe String(cString: gai_strerror(code))
      return []
    }
    defer { unsafe freeaddrinfo(list) }
    var addresses: [LoadAddress] = []
    var next = unsafe list
    while let entry = unsafe next {
      if let address = unsafe entry.pointee.ai_addr {
        let bytes = unsafe UnsafeRawBufferPointer(
          start: address, count: Int(entry.pointee.ai_addrlen))
        unsafe addresses.append(
          LoadAddress(family: entry.pointee.ai_family, bytes: Array(bytes)))
      }
      unsafe next = entry.pointee.ai_next
    }
    return addresses
  }

  /// Starts a connection that does not block; the descriptor, or nil if the system refuses.
  func connect() -> Int32? {
    #if canImport(Glibc)
      let descriptor = socket(family, Int32(SOCK_STREAM.rawValue), 0)
    #else
      let descriptor = socket(family, SOCK_STREAM, 0)
    #endif
    guard descriptor >= 0 else { return nil }
    guard descriptor < WaitingDescriptors.limit else {
      close(descriptor)
      return nil
    }
    _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    var one: Int32 = 1
    _ = unsafe setsockopt(
      descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
    let result = unsafe bytes.withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress else { return Int32(-1) }
      #if canImport(Glibc)
        return unsafe Glibc.connect(
          descriptor, start.assumingMemoryBound(to: sockaddr.self), socklen_t(bytes.count))
      #else
        return unsafe Darwin.connect(
          descriptor, start.assumingMemoryBound(to: sockaddr.self), socklen_t(bytes.count))
      #endif
    }
    guard result == 0 || errno == EINPROGRESS else {
      close(descriptor)
      return nil
    }
    return descriptor
  }

  /// Why no connection is made; nil if one is.
  private func reached() -> String? {
    guard let descriptor = connect() else { return unsafe String(cString: strerror(errno)) }
    defer { close(descriptor) }
    var event = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    guard unsafe poll(&event, 1, Int32(Self.patience * 1000)) == 1 else {
      return "nothing answers in \(Self.patience) s"
    }
    let code = Self.failure(of: descriptor)
    return code == 0 ? nil : unsafe String(cString: strerror(code))
  }

  /// The error that a connection under way ended with; 0 if there is none.
  static func failure(of descriptor: Int32) -> Int32 {
    var code: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    _ = unsafe getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &size)
    return code
  }
}
