extension Schema {
  /// The name of the first field whose words are searched and whose text is not stored; nil if an
  /// index can be rebuilt from its stored texts.
  package var unstoredField: String? {
    indexedFields.first { !fields[$0].isStored }.map { fields[$0].name }
  }

  /// The fields whose values are in a column alone, ascending.
  package var unstoredColumns: [Int] { columnFields.filter { !fields[$0].isStored } }

  /// A bit for each field that is stored and may be prose.
  package var proseFields: UInt64 {
    fields.indices.reduce(0) {
      fields[$1].isStored && fields[$1].isText ? $0 | 1 << UInt64($1) : $0
    }
  }
}
