extension Schema {
  /// The name of the first field whose words are searched and whose text is not stored; nil if an index
  /// can be made again from what it stores.
  package var unstoredField: String? {
    indexedFields.first { !fields[$0].isStored }.map { fields[$0].name }
  }
}
