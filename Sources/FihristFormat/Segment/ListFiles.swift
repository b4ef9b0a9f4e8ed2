internal import FihristStorage

/// The files of a segment in which posting lists and positions of all its term spaces lie.
struct ListFiles {
  let postings: CheckedFile
  let positions: CheckedFile?
}
