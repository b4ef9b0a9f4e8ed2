import Fihrist

/// A test collection with what evaluation has to get right: grades of several levels and below 0,
/// equal scores, scores that are equal in single precision only, documents without judgements, a
/// topic without a run, a run without a topic, and a topic without relevant documents.
enum SmallCollection {
  static let qrels = """
    q1 0 d1 3
    q1 0 d2 2
    q1 0 d3 1
    q1 0 d4 0
    q1 0 d9 1
    q2 0 d1 1
    q2 0 d5 2
    q2 0 d6 0
    q3 0 d7 0
    q3 0 d8 0
    q4 0 d1 1
    q5 0 d2 -1
    q5 0 d3 1
    q5 0 d10 2
    q6 0 a 1
    q6 0 é 1
    q7\t0\td1\t1
    q8 0 d1 2
    q8 0 d2 1
    q8 0 d3 3
    q8 0 d4 1
    q8 0 d5 1
    """

  static let run = """
    q1 Q0 d4 1 9.5 x
    q1 Q0 d2 2 8.25 x
    q1 Q0 u1 3 8.25 x
    q1 Q0 d1 4 8.25 x
    q1 Q0 u2 5 1e-3 x
    q1 Q0 d9 6 -2 x
    q2 Q0 d6 1 1.00000001 x
    q2 Q0 d5 2 1.00000002 x
    q2 Q0 d1 3 1.0 x
    q3 Q0 d7 1 2 x
    q3 Q0 u3 2 1 x
    q5 Q0 d2 1 4 x
    q5 Q0 d10 2 4 x
    q5 Q0 d3 3 4 x
    q5 Q0 d9 4 4 x
    q6 Q0 é 1 1 x
    q6 Q0 a 2 1 x
    q6 Q0 Z 3 1 x
    q6 Q0 zz 4 1 x
    q7 Q0 u1 9 1 x
    q7 Q0 u2 1 7 x
    q7 Q0 d1 3 3 x
    q9 Q0 d1 1 5 x
    q8 Q0 d5 3 3 x
    q8 Q0 d3 1 5 x
    q8 Q0 d4 2 4 x
    q8 Q0 d2 4 2 x
    q8 Q0 u9 5 1 x
    """

  /// What ir_measures 0.4.3 with pytrec_eval-terrier 0.5.11 prints: k, the topic or `all`, nDCG@k,
  /// RR@k, AP, P@k, R@k, Judged@k.
  ///
  /// It breaks ties for RR@k and Judged@k in another order than trec_eval. So scores were replaced
  /// by counting down in trec_eval's order, which leaves the other four as they are.
  static let figures = """
    2 all 0.3519341738 0.4375 0.44375 0.375 0.3625 0.5625
    2 q1 0 0 0.3333333333 0 0 0.5
    2 q2 0.4796249331 0.5 0.5833333333 0.5 0.5 1
    2 q3 0 0 0 0 0 0.5
    2 q4 0 0 0 0 0 0
    2 q5 0.2398124666 0.5 0.5 0.5 0.5 0.5
    2 q6 0.6131471928 1 0.8333333333 0.5 0.5 0.5
    2 q7 0.6309297536 0.5 0.5 0.5 1 0.5
    2 q8 0.8519590445 1 0.8 1 0.4 1
    3 all 0.4422050393 0.4791666667 0.44375 0.4166666667 0.54375 0.6041666667
    3 q1 0.2100019958 0.3333333333 0.3333333333 0.3333333333 0.25 0.6666666667
    3 q2 0.6696718165 0.5 0.5833333333 0.6666666667 1 1
    3 q3 0 0 0 0 0 0.5
    3 q4 0 0 0 0 0 0
    3 q5 0.2398124666 0.5 0.5 0.3333333333 0.5 0.6666666667
    3 q6 0.9197207891 1 0.8333333333 0.6666666667 1 0.6666666667
    3 q7 0.6309297536 0.5 0.5 0.3333333333 1 0.3333333333
    3 q8 0.8675034926 1 0.8 1 0.6 1
    10 all 0.5143899825 0.4791666667 0.44375 0.175 0.69375 0.56875
    10 q1 0.5100083713 0.3333333333 0.3333333333 0.3 0.75 0.6666666667
    10 q2 0.6696718165 0.5 0.5833333333 0.2 1 1
    10 q3 0 0 0 0 0 0.5
    10 q4 0 0 0 0 0 0
    10 q5 0.567207417 0.5 0.5 0.2 1 0.75
    10 q6 0.9197207891 1 0.8333333333 0.2 1 0.5
    10 q7 0.6309297536 0.5 0.5 0.1 1 0.3333333333
    10 q8 0.817581713 1 0.8 0.4 0.8 0.8
    """

  static func lines(_ text: String) -> [String] {
    text.split(separator: "\n").map(String.init)
  }

  static func judgements() throws -> Qrels { try Qrels(lines: lines(qrels), path: "qrels") }

  static func ranked() throws -> Run { try Run(lines: lines(run), path: "run") }
}
