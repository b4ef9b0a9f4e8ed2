/// Queries as texts, and what they look for, as a scan understands it.
enum ScannedQueries {
  /// Each matches where one of its parts occurs.
  static let all: [(text: String, parts: [ScannedArchive.Part])] = [
    ("كتاب", [.init(terms: ["كتاب"])]),
    ("والكتاب news", [.init(terms: ["كتاب"]), .init(terms: ["news"])]),
    ("\"علم نظر\"", [.init(terms: ["علم", "نظر"])]),
    ("\"علم نظر\" علم", [.init(terms: ["علم", "نظر"]), .init(terms: ["علم"])]),
    (
      "\"فتح قول عمل\" \"قول عمل\" \"عمل بلد\"",
      [
        .init(terms: ["فتح", "قول", "عمل"]), .init(terms: ["قول", "عمل"]),
        .init(terms: ["عمل", "بلد"]),
      ]
    ),
    ("title:علم", [.init(terms: ["علم"], field: "title")]),
    ("body:\"علم نظر\"", [.init(terms: ["علم", "نظر"], field: "body")]),
    (
      "title:علم body:نظر بلد",
      [
        .init(terms: ["علم"], field: "title"), .init(terms: ["نظر"], field: "body"),
        .init(terms: ["بلد"]),
      ]
    ),
    ("\"علم علم\"", [.init(terms: ["علم", "علم"])]), ("غائب", [.init(terms: ["غائب"])]),
  ]
}
