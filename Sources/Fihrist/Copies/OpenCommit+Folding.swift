extension OpenCommit {
  /// Finds what `request` asks for, with each hit's copies folded under it: hits below it whose
  /// longest texts overlap by half.
  ///
  /// Hits are found without texts, as many as are needed, and those that are shown are made whole.
  func searchFolding(
    _ request: SearchRequest, until deadline: SearchDeadline
  ) throws -> SearchResults {
    var light = request
    light.collapsesCopies = false
    light.fields = []
    light.snippets = nil
    let texts = try CopyTexts(self)
    var results =
      if let group = request.group {
        try foldGroups(light, group, texts, until: deadline)
      } else {
        try foldPage(light, texts, until: deadline)
      }
    try complete(&results, for: request, until: deadline)
    return results
  }

  /// A page of hits without texts. It may start behind a cursor: the hits before that are folded
  /// too, so that a copy of one of them is not shown.
  private func foldPage(
    _ request: SearchRequest, _ texts: CopyTexts, until deadline: SearchDeadline
  ) throws -> SearchResults {
    var wide = request
    let page = FoldedPage(request)
    wide.start = .offset(0)
    wide.limit = page.firstCount
    var folding = HitFolding(self, texts)
    var added = 0
    while true {
      var results = try search(wide, until: deadline)
      for hit in results.hits.dropFirst(added) where !page.isFull(folding.hits) {
        try folding.add(hit)
        results.stopReason = results.stopReason ?? deadline.reason
        added += 1
        if results.isPartial { break }
      }
      let isAll = results.hits.count < wide.limit || results.isPartial
      guard isAll || page.isFull(folding.hits) else {
        wide.limit = wide.limit > .max / 4 ? .max : 4 * wide.limit
        continue
      }
      let shown = page.range(in: folding.hits)
      let isLast = shown.upperBound == folding.hits.count
      results.next = isLast ? nil : folding.hits[shown].last?.position
      results.hits = Array(folding.hits[shown])
      for index in results.hits.indices { results.hits[index].rank = shown.lowerBound + index + 1 }
      return results
    }
  }

  /// Groups of hits without texts, each folded by itself: a group shows who printed a story, too.
  private func foldGroups(
    _ request: SearchRequest, _ group: GroupRequest, _ texts: CopyTexts,
    until deadline: SearchDeadline
  ) throws -> SearchResults {
    var wide = request
    var size = group.size > .max / 4 ? Int.max : 2 * max(0, group.size) + 8
    while true {
      wide.group?.size = size
      var results = try search(wide, until: deadline)
      var isWhole = true
      for index in results.groups.indices {
        var folding = HitFolding(self, texts)
        for hit in results.groups[index].hits where folding.hits.count <= group.size {
          try folding.add(hit)
        }
        isWhole =
          isWhole
          && (folding.hits.count > group.size || results.groups[index].hits.count < size)
        results.groups[index].hits = Array(folding.hits.prefix(max(0, group.size)))
        for rank in results.groups[index].hits.indices {
          results.groups[index].hits[rank].rank = rank + 1
        }
        results.stopReason = results.stopReason ?? deadline.reason
        if results.isPartial { break }
      }
      if isWhole || results.isPartial { return results }
      size = size > .max / 4 ? .max : 4 * size
    }
  }

  /// Gives hits the fields and passages that `request` asks for.
  private func complete(
    _ results: inout SearchResults, for request: SearchRequest, until deadline: SearchDeadline
  ) throws {
    let plan = try ColumnPlan(request, snapshot.manifest.schema)
    let builder = try HitBuilder(
      request, query: try read(request).query, plan: plan, in: self, until: deadline)
    for index in results.hits.indices {
      try complete(&results.hits[index], by: builder, &results.stopReason)
    }
    for group in results.groups.indices {
      for index in results.groups[group].hits.indices {
        try complete(&results.groups[group].hits[index], by: builder, &results.stopReason)
      }
    }
  }

  private func complete(
    _ hit: inout Hit, by builder: HitBuilder, _ stopReason: inout StopReason?
  ) throws(IndexError) {
    guard let found = try document(withKey: hit.key) else { return }
    var ranked = RankedHit(segment: found.segment, document: found.document, score: 0)
    ranked.isRelated = hit.isRelated
    let copies = hit.copies
    hit = try builder.hit(
      ranked, key: Array(hit.key.utf8), values: hit.position.values, rank: hit.rank,
      stopReason: &stopReason)
    hit.copies = copies
  }
}
