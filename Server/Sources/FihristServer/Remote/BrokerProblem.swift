/// What a broker says where it gives no answer (RFC 9457).
struct BrokerProblem: Decodable, Sendable {
  var detail: String
}
