/// Objects that the caller holds as opaque pointers.
enum Handles {
  /// Where a function writes a handle.
  typealias Slot = UnsafeMutablePointer<OpaquePointer?>

  /// Gives `object` to the caller, who closes it.
  ///
  /// - Throws: ``CallError`` if the slot is null.
  static func give(_ object: AnyObject, to slot: Slot?, _ name: String) throws {
    guard let slot = unsafe slot else {
      throw CallError(name, "it is NULL", advice: "pass the address of a pointer")
    }
    unsafe slot.pointee = OpaquePointer(Unmanaged.passRetained(object).toOpaque())
  }

  /// The object behind a handle.
  ///
  /// - Throws: ``CallError`` for a null pointer. That the handle is open and of this type is the
  ///   caller's duty.
  static func object<Object: AnyObject>(
    _ handle: OpaquePointer?, _ type: Object.Type, _ name: String
  ) throws -> Object {
    guard let handle = unsafe handle else {
      throw CallError(name, "it is NULL", advice: "open it first")
    }
    return unsafe Unmanaged<Object>.fromOpaque(UnsafeRawPointer(handle)).takeUnretainedValue()
  }

  /// Takes the object behind a handle back; nothing for a null pointer.
  static func close<Object: AnyObject>(_ handle: OpaquePointer?, _ type: Object.Type) {
    guard let handle = unsafe handle else { return }
    unsafe Unmanaged<Object>.fromOpaque(UnsafeRawPointer(handle)).release()
  }
}
