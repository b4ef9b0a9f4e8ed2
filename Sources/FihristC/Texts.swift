public import CFihrist
internal import FihristAnswers

/// Where a function of the interface writes a text.
typealias TextSlot = UnsafeMutablePointer<fihrist_text>

/// Texts that cross the interface.
enum Texts {
  /// Copies a text of the caller.
  ///
  /// - Parameter name: What errors call it.
  /// - Throws: ``CallError`` for a null pointer with a length, or bytes that are not UTF-8.
  static func read(
    _ bytes: UnsafePointer<CChar>?, _ count: Int, _ name: String
  ) throws -> String {
    let bytes = unsafe try buffer(bytes, count, name)
    guard let text = unsafe String(validating: bytes, as: UTF8.self) else {
      throw CallError(name, "it is not UTF-8", advice: "encode the text as UTF-8")
    }
    return text
  }

  /// The bytes of a text of the caller, for the duration of the call.
  ///
  /// - Throws: ``CallError`` for a null pointer with a length.
  static func buffer(
    _ bytes: UnsafePointer<CChar>?, _ count: Int, _ name: String
  ) throws -> UnsafeBufferPointer<UInt8> {
    guard count > 0 else { return unsafe UnsafeBufferPointer(start: nil, count: 0) }
    guard let bytes = unsafe bytes else {
      throw CallError(name, "it is NULL", advice: "pass a pointer to \(count) bytes")
    }
    let raw = unsafe UnsafeRawBufferPointer(start: bytes, count: count)
    return unsafe raw.assumingMemoryBound(to: UInt8.self)
  }

  /// Gives a copy of `text` to the caller; nothing if the slot is null.
  static func write(_ text: String, to slot: TextSlot?) {
    guard let slot = unsafe slot else { return }
    var text = text
    text.withUTF8 { bytes in
      let copy = UnsafeMutablePointer<CChar>.allocate(capacity: max(1, bytes.count))
      for index in bytes.indices {
        unsafe copy[index] = CChar(bitPattern: bytes[index])
      }
      unsafe slot.pointee = fihrist_text(bytes: copy, count: bytes.count)
    }
  }

  /// Runs the body of a function of the interface.
  ///
  /// - Returns: The code of the error that it throws, which `error` describes; 0 if none.
  static func reporting(to error: TextSlot?, _ body: () throws -> Void) -> Int32 {
    do {
      try body()
      return 0
    } catch let thrown {
      let failure = Failure(thrown)
      unsafe write(failure.json.text, to: error)
      return failure.code
    }
  }
}

/// Frees a text that the interface gave.
@_cdecl("fihrist_text_free")
public func fihristTextFree(_ text: fihrist_text) { unsafe text.bytes?.deallocate() }

/// The version of the interface: `FIHRIST_ABI_VERSION` of the header that it was built with.
@_cdecl("fihrist_abi_version")
public func fihristABIVersion() -> Int32 { FIHRIST_ABI_VERSION }
