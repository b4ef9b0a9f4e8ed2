/// What a function of the interface reported.
struct CFailure: Error {
  var code: Int32
  var message: String
}
