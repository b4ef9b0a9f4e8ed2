import FihristFuzzBodies
import Foundation

/// What the environment asks for: `FIHRIST_FUZZ_TARGET` names the target; `FIHRIST_FUZZ_SEEDS`, if
/// it is there, the folder that its seeds are written to.
private enum Request {
  static let target = ProcessInfo.processInfo.environment["FIHRIST_FUZZ_TARGET"] ?? ""
  static let seeds = ProcessInfo.processInfo.environment["FIHRIST_FUZZ_SEEDS"]
}

/// The body of the target, used by libFuzzer's one thread.
private nonisolated(unsafe) var body: (any FuzzBody)?

/// Makes the body, and writes its seeds. Without a target it prints the names of all and ends.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(
  _ count: UnsafeMutableRawPointer, _ arguments: UnsafeMutableRawPointer
) -> CInt {
  guard let target = FuzzTarget(rawValue: Request.target) else {
    for target in FuzzTarget.allCases { print(target.rawValue) }
    exit(Request.target.isEmpty ? 0 : 2)
  }
  do {
    let made = try target.makeBody()
    if let folder = Request.seeds {
      for (number, seed) in try made.seeds.enumerated() {
        try Data(seed).write(to: URL(fileURLWithPath: "\(folder)/seed-\(number)"))
      }
    }
    body = made
  } catch {
    fatalError("\(target): \(error)")
  }
  return 0
}

/// Feeds one input.
@_cdecl("LLVMFuzzerTestOneInput")
public func feed(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  body?.run([UInt8](UnsafeBufferPointer(start: bytes, count: count)))
  return 0
}
