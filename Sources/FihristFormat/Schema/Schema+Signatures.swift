extension Schema {
  /// The fields whose longest text has the signature: those that are indexed and stored, ascending.
  /// What is not stored cannot be compared exactly.
  package var signedFields: [Int] { indexedFields.filter { fields[$0].isStored } }
}
