internal import HTTPTypes

/// What an address asks for. Parts of a path are decoded before they are compared, and names of
/// indexes only looked up in the list of those that are served.
enum Route: Sendable, Hashable {
  case home, search, advanced, concordance, trends
  /// Without a key in the path the parameter `key` has it.
  case article(key: String?)
  case atom, openSearch, sitemap, robots
  case asset(name: String)
  case health, ready, metrics, openAPI
  case indexes
  case batch
  case index(String)
  case searchIndex(String)
  case documents(String)
  case document(String, key: String)
  case copies(String), similar(String), suggest(String)
  case kwic(String), trendsOf(String), export(String)
  case analyze(String)
  case facet(String, field: String)

  /// The route of a path with its percent signs; nil if there is none.
  init?(path: String) {
    let raw = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
    var parts: [String] = []
    for part in raw {
      guard let decoded = Percent.decoded(part) else { return nil }
      parts.append(decoded)
    }
    switch parts.first {
    case "v1": self.init(api: Array(parts.dropFirst()))
    case "doc" where parts.count == 1: self = .article(key: nil)
    case "doc":
      // Keys may have slashes.
      let key = parts.dropFirst().joined(separator: "/")
      guard !key.isEmpty else { return nil }
      self = .article(key: key)
    case "assets" where parts.count == 2: self = .asset(name: parts[1])
    default:
      guard parts.count == 1, let route = Self.plain[parts[0]] else { return nil }
      self = route
    }
  }

  private static let plain: [String: Route] = [
    "": .home, "search": .search, "advanced": .advanced, "concordance": .concordance,
    "trends": .trends, "search.atom": .atom, "opensearch.xml": .openSearch,
    "sitemap.xml": .sitemap, "robots.txt": .robots, "healthz": .health, "readyz": .ready,
    "metrics": .metrics,
  ]

  private init?(api parts: [String]) {
    switch parts {
    case ["openapi.json"]: self = .openAPI
    case ["search:batch"]: self = .batch
    case ["indexes"]: self = .indexes
    default:
      guard parts.count > 1, parts[0] == "indexes" else { return nil }
      self.init(ofIndex: parts[1], Array(parts.dropFirst(2)))
    }
  }

  private init?(ofIndex index: String, _ parts: [String]) {
    // Behind a slash at the end there is neither a name nor a key.
    guard !index.isEmpty, parts != ["documents", ""] else { return nil }
    switch (parts.first, parts.count) {
    case (nil, _): self = .index(index)
    case ("search", 1): self = .searchIndex(index)
    case ("documents", 1): self = .documents(index)
    case ("documents", _):
      self = .document(index, key: parts.dropFirst().joined(separator: "/"))
    case ("copies", 1): self = .copies(index)
    case ("similar", 1): self = .similar(index)
    case ("suggest", 1): self = .suggest(index)
    case ("kwic", 1): self = .kwic(index)
    case ("trends", 1): self = .trendsOf(index)
    case ("export", 1): self = .export(index)
    case ("analyze", 1): self = .analyze(index)
    case ("facets", 2): self = .facet(index, field: parts[1])
    default: return nil
    }
  }

  /// The methods that the address takes.
  var methods: [HTTPRequest.Method] {
    switch self {
    case .batch, .analyze: [.post]
    case .documents: [.get, .head, .post, .delete]
    case .searchIndex: [.get, .head, .post]
    case .document: [.get, .head, .delete]
    default: [.get, .head]
    }
  }

  /// The address as log lines and metrics have it, without names and keys.
  var name: String {
    switch self {
    case .home: "/"
    case .search: "/search"
    case .advanced: "/advanced"
    case .concordance: "/concordance"
    case .trends: "/trends"
    case .article(let key): key == nil ? "/doc" : "/doc/{key}"
    case .atom: "/search.atom"
    case .openSearch: "/opensearch.xml"
    case .sitemap: "/sitemap.xml"
    case .robots: "/robots.txt"
    case .asset: "/assets/{name}"
    case .health: "/healthz"
    case .ready: "/readyz"
    case .metrics: "/metrics"
    case .openAPI: "/v1/openapi.json"
    case .indexes: "/v1/indexes"
    case .batch: "/v1/search:batch"
    case .index: "/v1/indexes/{index}"
    case .searchIndex: "/v1/indexes/{index}/search"
    case .documents: "/v1/indexes/{index}/documents"
    case .document: "/v1/indexes/{index}/documents/{key}"
    case .copies: "/v1/indexes/{index}/copies"
    case .similar: "/v1/indexes/{index}/similar"
    case .suggest: "/v1/indexes/{index}/suggest"
    case .kwic: "/v1/indexes/{index}/kwic"
    case .trendsOf: "/v1/indexes/{index}/trends"
    case .export: "/v1/indexes/{index}/export"
    case .analyze: "/v1/indexes/{index}/analyze"
    case .facet: "/v1/indexes/{index}/facets/{field}"
    }
  }

  /// Which index, document or field the address is of.
  var details: [String] {
    switch self {
    case .article(let key): [key].compactMap(\.self)
    case .asset(let name), .index(let name), .searchIndex(let name), .documents(let name),
      .copies(let name), .similar(let name), .suggest(let name), .kwic(let name),
      .trendsOf(let name), .export(let name), .analyze(let name):
      [name]
    case .document(let name, let key): [name, key]
    case .facet(let name, let field): [name, field]
    default: []
    }
  }

  /// The headers of a request on which answers depend: the language of a page, and the indexes that
  /// a list or a menu has. A cache in between keeps an answer for equal ones only.
  var headersThatMatter: String? {
    switch self {
    case .atom: Self.headersOfPages
    case .indexes, .openAPI, .openSearch, .sitemap: "Authorization"
    default: isPage ? Self.headersOfPages : nil
    }
  }

  /// Those on which pages depend, that of an address that leads nowhere too.
  static let headersOfPages = "Accept-Language, Authorization"

  /// Whether a reader looks at the answer in a browser, so that problems are pages too.
  var isPage: Bool {
    switch self {
    case .home, .search, .advanced, .concordance, .trends, .article: true
    default: false
    }
  }
}
