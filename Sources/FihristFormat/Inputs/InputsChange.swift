/// What a commit does to what is remembered of the files that an index was fed with.
package enum InputsChange: Sendable, Hashable {
  /// Nothing.
  case none
  /// The files have to be read again, and nobody knows any more which they were.
  case forgotten
  /// Other notes take over, whose name in user data this is.
  case named(String)
}
