/// The body of a response as far as it was written.
final class CollectedBody {
  var bytes: [UInt8] = []
  var isFinished = false
}
