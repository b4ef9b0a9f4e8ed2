/// One pass over all queries of a class with one operation.
struct MeasuredPass {
  /// Wall time of each query, nanoseconds, in the order of the file.
  var wall: [UInt64]
  /// Thread CPU time of each query, nanoseconds.
  var cpu: [UInt64]
  /// Wall time of the whole pass, nanoseconds, over all threads.
  var elapsed: UInt64
}
