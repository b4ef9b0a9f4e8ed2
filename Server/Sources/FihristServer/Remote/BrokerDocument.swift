internal import Fihrist

/// A document, and what it is as a hit.
struct BrokerDocument: Decodable, Sendable {
  var document: IndexedDocument
  var hit: Hit?
}
