/// The languages whose words in other letters than Arabic can be stemmed: those of libstemmer.
///
/// An analyzer has one, because a word does not say which language it is of.
public enum LatinLanguage: String, Sendable, Hashable, CaseIterable {
  /// Words keep their endings.
  case none
  /// The default.
  case english
  /// The others, by their English names.
  case armenian, basque, catalan, danish, dutch, finnish, french, german, greek, hindi, hungarian,
    indonesian, irish, italian, lithuanian, nepali, norwegian, portuguese, romanian, russian,
    serbian, spanish, swedish, tamil, turkish, yiddish
}
