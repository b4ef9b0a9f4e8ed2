extension IndexPurge.Report: CustomStringConvertible {
  /// What was purged and what the proof says, in one sentence.
  public var description: String {
    let missing = absent.isEmpty ? "" : ", \(absent.count) found nowhere"
    var sentence =
      "purged \(Listing.count(purged.count, "key"))\(missing): none is left in the "
      + "\(Listing.count(provenFiles, "file")) and "
      + "\(Listing.count(provenDocuments, "document")) of commit \(generation)"
    if !copies.isEmpty {
      sentence += "; the same text stays under \(Listing.names(copies, of: copies.count))"
    }
    if !inputPaths.isEmpty {
      let names = inputPaths.map { String(decoding: $0, as: UTF8.self) }
      sentence += "; still in the input \(Listing.names(names, of: names.count))"
    }
    if hasLostNotes {
      sentence +=
        "; what is remembered of the input files is not there or damaged, so those that have such "
        + "a document cannot be named"
    }
    if !foreignEntries.isEmpty {
      let names = Listing.names(foreignEntries, of: foreignEntries.count)
      sentence += "; not of the index and not read: \(names)"
    }
    return sentence
  }
}
