extension Index {
  /// Finds copies: articles whose longest texts have most shingles of four words in common.
  ///
  ///     for cluster in try index.copies(CopiesRequest()).clusters { print(cluster.documents) }
  ///
  /// Pairs are found by signatures (MinHash) and compared exactly, so that every pair that is
  /// joined overlaps as asked for; of pairs that overlap by one half, 1 in 1,000 may be missed.
  /// Documents of one cluster are joined by a chain of such pairs. If the schema has signatures,
  /// only the texts that may be copies are read.
  ///
  /// - Parameter request: Among which documents, and how much must be the same.
  /// - Throws: ``/FihristSearch/QueryError`` if the reading is strict and a text is not a query;
  ///   ``/FihristStorage/IndexError``: `.invalid` if no text is stored, or for a field that is not;
  ///   `.damaged`.
  /// - Complexity: O(bytes of the texts that are read), O(n · log n) for n documents; 32 bytes for
  ///   each.
  public func copies(_ request: CopiesRequest) throws -> Copies {
    let commit = commit
    let read = try commit.read(
      request.query ?? .query(.all), filter: request.filter, request.reading)
    let stored = commit.snapshot.manifest.schema.fields.filter(\.isStored).map(\.name)
    if let unknown = request.documentFields.first(where: { !stored.contains($0) }) {
      throw IndexError.invalid(
        "fields", "'\(unknown)' is not a stored field",
        advice: "ask for \(stored.joined(separator: ", "))")
    }
    let matches = try commit.matches(of: read, until: nil)
    let overlap = min(max(request.overlap, 0.3), 1)
    var search = try CopySearch(commit, overlap: overlap)
    let found = try search.clusters(of: matches)
    let reader = CopyLines(commit, fields: request.documentFields)
    var texts = search.texts
    var clusters: [CopyCluster] = []
    for locations in found {
      clusters.append(
        try CopyCluster(try locations.map(reader.line)) { (number) throws(IndexError) in
          try texts.shingles(of: locations[number])
        })
    }
    clusters.sort { one, other in
      one.documents.count != other.documents.count
        ? one.documents.count > other.documents.count
        : one.documents[0].key.utf8.lexicographicallyPrecedes(other.documents[0].key.utf8)
    }
    return Copies(clusters: clusters, documentCount: matches.count, notes: read.notes)
  }
}
