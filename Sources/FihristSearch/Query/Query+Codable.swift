/// The encoded form: an object whose member says what the query is.
///
///     {"boolean":[{"must":{"term":"نووي"}},{"should":{"boost":2,"query":{"term":"ايران"}}}]}
///
/// The others are `{"word":"ايران","form":"ايران","root":"يرن"}`, `{"root":"كتب"}`,
/// `{"phrase":[{"term":"مجلس","offset":0},…]}`, `{"filter":…}`,
/// `{"constant":2,"query":…}`, `{"near":[{"term":…,"offset":…},…],"slop":2,"ordered":true}`,
/// `{"prefix":"كتاب"}`, `{"wildcard":"م*ول"}`, `{"regexp":"كت.ب"}`,
/// `{"fuzzy":"مستشفي","edits":1,"weighted":true}`,
/// `{"column":"source","condition":{"equals":"okaz"}}`,
/// `{"exactForm":"مسؤول","terms":[…],"forms":["مسؤول"]}`,
/// `{"fields":["title"],"query":…}`, `{"all":true}` and `{"none":true}`; a boolean query may have a
/// `"minimum"`. A term that is not UTF-8 is a list of bytes. Decoding goes through the factories,
/// so a decoded query follows their rules.
extension Query: Codable {
  private enum Member: String, CodingKey, CaseIterable {
    case term, word, form, root, phrase, boolean, minimum, all, none, filter, boost, query
    case constant, near, slop, ordered, prefix, wildcard, regexp, fuzzy, edits, weighted
    case column, condition, exactForm, terms, forms, fields
  }

  /// Reads a query.
  ///
  /// - Throws: `DecodingError` for another form, for a member that no query has, and for a tree
  ///   deeper than ``maximumDepth``.
  public init(from decoder: any Decoder) throws {
    let members = try decoder.members(Member.self)
    self = try Self.decoded(members)
    guard depth <= Self.maximumDepth else {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath,
          debugDescription: "more than \(Self.maximumDepth) queries lie inside each other"))
    }
  }

  private static func decoded(_ members: KeyedDecodingContainer<Member>) throws -> Query {
    if members.contains(.term) {
      return .term(try members.decode(TermBytes.self, forKey: .term).bytes)
    }
    if members.contains(.word) {
      return .word(
        Word(
          stem: try members.decode(TermBytes.self, forKey: .word).bytes,
          form: try members.decode(TermBytes.self, forKey: .form).bytes,
          root: try members.decode(TermBytes.self, forKey: .root).bytes))
    }
    if members.contains(.root) {
      return .root(try members.decode(TermBytes.self, forKey: .root).bytes)
    }
    if members.contains(.phrase) {
      return .phrase(try members.decode([PhraseTerm].self, forKey: .phrase))
    }
    if members.contains(.boolean) {
      return .boolean(
        try members.decode([Clause].self, forKey: .boolean),
        minimum: try members.decodeIfPresent(Int.self, forKey: .minimum) ?? 0)
    }
    if members.contains(.filter) { return .filter(try members.decode(Query.self, forKey: .filter)) }
    if members.contains(.boost) {
      return .boost(
        try members.decode(Query.self, forKey: .query),
        by: try members.decode(Float.self, forKey: .boost))
    }
    if members.contains(.all) { return .all }
    if members.contains(.none) { return .none }
    if let query = try expansion(members) { return query }
    if let query = try condition(members) { return query }
    throw DecodingError.dataCorrupted(
      .init(
        codingPath: members.codingPath,
        debugDescription: "a query has a member that says what it is, such as term or boolean"))
  }

  private static func expansion(_ members: KeyedDecodingContainer<Member>) throws -> Query? {
    if let text = try members.decodeIfPresent(String.self, forKey: .prefix) {
      return .expansion(.prefix(text))
    }
    if let text = try members.decodeIfPresent(String.self, forKey: .wildcard) {
      return .expansion(.wildcard(text))
    }
    if let text = try members.decodeIfPresent(String.self, forKey: .regexp) {
      return .expansion(.regularExpression(text))
    }
    guard let text = try members.decodeIfPresent(String.self, forKey: .fuzzy) else { return nil }
    return .expansion(
      .fuzzy(
        text, edits: try members.decode(Int.self, forKey: .edits),
        isWeighted: try members.decodeIfPresent(Bool.self, forKey: .weighted) ?? false))
  }

  private static func condition(_ members: KeyedDecodingContainer<Member>) throws -> Query? {
    if members.contains(.near) {
      return .near(
        try members.decode([PhraseTerm].self, forKey: .near),
        slop: try members.decode(Int.self, forKey: .slop),
        isOrdered: try members.decodeIfPresent(Bool.self, forKey: .ordered) ?? false)
    }
    if let field = try members.decodeIfPresent(String.self, forKey: .column) {
      return .column(field, try members.decode(ColumnCondition.self, forKey: .condition))
    }
    if let written = try members.decodeIfPresent(String.self, forKey: .exactForm) {
      return .exactForm(
        ExactForm(
          written: written, terms: try members.decode([PhraseTerm].self, forKey: .terms),
          forms: try members.decodeIfPresent([TermBytes].self, forKey: .forms)?.map(\.bytes) ?? []))
    }
    if members.contains(.constant) {
      return .constant(
        try members.decode(Query.self, forKey: .query),
        score: try members.decode(Float.self, forKey: .constant))
    }
    guard let fields = try members.decodeIfPresent([String].self, forKey: .fields) else {
      return nil
    }
    return .restricted(try members.decode(Query.self, forKey: .query), to: fields)
  }

  /// Writes the query.
  public func encode(to encoder: any Encoder) throws {
    var members = encoder.container(keyedBy: Member.self)
    switch node {
    case .term(let bytes): try members.encode(TermBytes(bytes), forKey: .term)
    case .word(let word):
      try members.encode(TermBytes(word.stem), forKey: .word)
      try members.encode(TermBytes(word.form), forKey: .form)
      try members.encode(TermBytes(word.root), forKey: .root)
    case .root(let bytes): try members.encode(TermBytes(bytes), forKey: .root)
    case .phrase(let terms): try members.encode(terms, forKey: .phrase)
    case .boolean(let clauses, let minimum):
      try members.encode(clauses, forKey: .boolean)
      let least = clauses.contains { $0.occur == .must } ? 0 : 1
      if minimum != least { try members.encode(minimum, forKey: .minimum) }
    case .all: try members.encode(true, forKey: .all)
    case .none: try members.encode(true, forKey: .none)
    case .filter(let query): try members.encode(query, forKey: .filter)
    case .boost(let query, let factor):
      try members.encode(factor, forKey: .boost)
      try members.encode(query, forKey: .query)
    case .constant(let query, let score):
      try members.encode(score, forKey: .constant)
      try members.encode(query, forKey: .query)
    case .restricted(let query, let fields):
      try members.encode(fields, forKey: .fields)
      try members.encode(query, forKey: .query)
    case .near(let terms, let slop, let isOrdered):
      try members.encode(terms, forKey: .near)
      try members.encode(slop, forKey: .slop)
      if isOrdered { try members.encode(true, forKey: .ordered) }
    case .column(let field, let condition):
      try members.encode(field, forKey: .column)
      try members.encode(condition, forKey: .condition)
    case .exactForm(let form):
      try members.encode(form.written, forKey: .exactForm)
      try members.encode(form.terms, forKey: .terms)
      if !form.forms.isEmpty {
        try members.encode(form.forms.map { TermBytes($0) }, forKey: .forms)
      }
    case .expansion(let expansion): try Self.encode(expansion, to: &members)
    }
  }

  private static func encode(
    _ expansion: Expansion, to members: inout KeyedEncodingContainer<Member>
  ) throws {
    switch expansion {
    case .prefix(let text): try members.encode(text, forKey: .prefix)
    case .wildcard(let text): try members.encode(text, forKey: .wildcard)
    case .regularExpression(let text): try members.encode(text, forKey: .regexp)
    case .fuzzy(let text, let edits, let isWeighted):
      try members.encode(text, forKey: .fuzzy)
      try members.encode(edits, forKey: .edits)
      if isWeighted { try members.encode(true, forKey: .weighted) }
    }
  }
}

extension Query.Clause: Codable {
  private enum Member: String, CodingKey, CaseIterable { case must, should, mustNot }

  /// Reads a clause: an object with one member, which says what it means to match.
  public init(from decoder: any Decoder) throws {
    let members = try decoder.members(Member.self)
    guard members.allKeys.count == 1, let member = members.allKeys.first,
      let occur = Query.Occur(rawValue: member.rawValue)
    else {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath,
          debugDescription: "a clause has one member: must, should or mustNot"))
    }
    self.init(occur, try members.decode(Query.self, forKey: member))
  }

  /// Writes the clause.
  public func encode(to encoder: any Encoder) throws {
    var members = encoder.container(keyedBy: Member.self)
    let member: Member = [.must: .must, .mustNot: .mustNot][occur] ?? .should
    try members.encode(query, forKey: member)
  }
}

extension Query.PhraseTerm: Codable {
  private enum Member: String, CodingKey, CaseIterable { case term, offset }

  /// Reads a term of a phrase.
  public init(from decoder: any Decoder) throws {
    let members = try decoder.members(Member.self)
    self.init(
      term: try members.decode(TermBytes.self, forKey: .term).bytes,
      offset: try members.decode(Int.self, forKey: .offset))
  }

  /// Writes the term.
  public func encode(to encoder: any Encoder) throws {
    var members = encoder.container(keyedBy: Member.self)
    try members.encode(TermBytes(term), forKey: .term)
    try members.encode(offset, forKey: .offset)
  }
}
