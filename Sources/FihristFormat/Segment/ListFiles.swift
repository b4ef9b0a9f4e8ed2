internal import FihristStorage

/// The files of a segment that hold the posting lists and positions of all its term spaces.
struct ListFiles {
  let postings: CheckedFile
  let positions: CheckedFile?
}
