/// The words, what to write instead, and how often they still occur.
enum BannedWords {
  static let all: [Words.Banned] = [
    .init(
      words: ["place"], ceiling: 279, instead: "slot, ordinal, index, offset, rank or position"),
    .init(
      words: ["places"], ceiling: 49, instead: "slots, ordinals, indexes, offsets or positions"),
    .init(words: ["floor"], ceiling: 5, instead: "threshold"),
    .init(words: ["analyser"], ceiling: 7, instead: "analyzer"),
    .init(words: ["analysers"], ceiling: 2, instead: "analyzers"),
    .init(words: ["maker"], ceiling: 0, instead: "builder"),
    .init(words: ["helper"], ceiling: 0, instead: "what it is"),
    .init(words: ["manager"], ceiling: 3, instead: "what it is", unless: "FileManager"),
    .init(words: ["utils"], ceiling: 0, instead: "what they are"),
    .init(words: ["todo"], ceiling: 0, instead: "what is done, or open an issue"),
    .init(words: ["fixme"], ceiling: 0, instead: "what is done, or open an issue"),
    .init(words: ["is", "no"], ceiling: 63, instead: "is not a"),
    .init(words: ["are", "no"], ceiling: 17, instead: "are not"),
    .init(words: ["of", "which"], ceiling: 29, instead: "a sentence of its own"),
  ]
}
