/// The counts that no change may raise unnoticed; `FIHRIST_RECORD_COUNTS=1` writes this file.
enum RecordedCounts {
  static let all: [MeasuredCounts.Count] = [
    .init(name: "bytes of postings for each posting", total: 713328, of: 359132),
    .init(name: "bytes of positions for each position", total: 343818, of: 489338),
    .init(name: "bytes of terms for each term", total: 187053, of: 27265),
    .init(name: "bytes of keys for each key", total: 102291, of: 20000),
    .init(name: "bytes of norms for each document", total: 64097, of: 20000),
    .init(name: "postings decoded for each term query", total: 16288, of: 60),
    .init(name: "documents scored exactly for each term query", total: 3799, of: 60),
    .init(name: "postings decoded for each and2 query", total: 2597, of: 60),
    .init(name: "documents scored exactly for each and2 query", total: 100, of: 60),
    .init(name: "postings decoded for each or2 query", total: 12107, of: 60),
    .init(name: "documents scored exactly for each or2 query", total: 798, of: 60),
    .init(name: "postings decoded for each or3_5 query", total: 23089, of: 60),
    .init(name: "documents scored exactly for each or3_5 query", total: 954, of: 60),
    .init(name: "postings decoded for each or_long query", total: 157410, of: 60),
    .init(name: "documents scored exactly for each or_long query", total: 1052, of: 60),
    .init(name: "postings decoded for each common_or query", total: 210342, of: 60),
    .init(name: "documents scored exactly for each common_or query", total: 1141, of: 60),
    .init(name: "postings decoded for each common_and query", total: 82912, of: 60),
    .init(name: "documents scored exactly for each common_and query", total: 274, of: 60),
    .init(name: "postings decoded for each phrase query", total: 24234, of: 60),
    .init(name: "documents scored exactly for each phrase query", total: 325, of: 60),
    .init(name: "documents with positions compared for each phrase query", total: 6832, of: 60),
  ]
}
