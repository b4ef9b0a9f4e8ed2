/// A question of a test collection.
struct Topic: Hashable {
  /// Its name in the judgements.
  var id: String
  /// The question as people would ask it.
  var text: String
}
