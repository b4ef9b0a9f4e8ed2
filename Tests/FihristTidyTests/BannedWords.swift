/// The words, what to write instead, and how often they still occur.
enum BannedWords {
  static let all: [Words.Banned] = [
    .init(
      words: ["place"], ceiling: 0, instead: "slot, ordinal, index, offset, rank or position",
      unless: "In-Place Calculation"),
    .init(
      words: ["places"], ceiling: 0, instead: "slots, ordinals, indexes, offsets or positions"),
    .init(words: ["floor"], ceiling: 0, instead: "threshold"),
    .init(words: ["analyser"], ceiling: 0, instead: "analyzer"),
    .init(words: ["analysers"], ceiling: 0, instead: "analyzers"),
    .init(words: ["maker"], ceiling: 0, instead: "builder"),
    .init(words: ["helper"], ceiling: 0, instead: "what it is"),
    .init(words: ["manager"], ceiling: 0, instead: "what it is", unless: "FileManager"),
    .init(words: ["utils"], ceiling: 0, instead: "what they are"),
    .init(words: ["todo"], ceiling: 0, instead: "what is done, or open an issue"),
    .init(words: ["fixme"], ceiling: 0, instead: "what is done, or open an issue"),
    .init(words: ["is", "no"], ceiling: 0, instead: "is not a"),
    .init(words: ["are", "no"], ceiling: 0, instead: "are not"),
    .init(words: ["of", "which"], ceiling: 0, instead: "a sentence of its own"),
  ]
}
