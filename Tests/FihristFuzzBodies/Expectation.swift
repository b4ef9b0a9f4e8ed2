import FihristStorage

/// Runs `body` on bytes that may be damaged: it must do something, or say that they are damaged.
func expectDamageAtMost(_ body: () throws -> Void) {
  do {
    try body()
  } catch let error as IndexError {
    let isAllowed = [.damaged, .unsupported].contains(error.kind)
    // Unlike preconditions this speaks in optimised builds, too.
    if !isAllowed { fatalError("not an error for damage: \(error)") }
  } catch {
    fatalError("not an error for damage: \(error)")
  }
}
