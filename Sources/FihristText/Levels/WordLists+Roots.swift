extension WordLists {
  /// The function words that the root stemmer ISRI returns as they are, folded.
  static let functionWords = """
    يكون وليس وكان كذلك التي وبين عليها مساء الذي وكانت ولكن والتي تكون اليوم اللذين عليه كانت
    لذلك امام هناك منها مازال لازال لايزال مايزال اصبح امسي اضحي مابرح مافتئ ماانفك لاسيما
    ولايزال الحالي اليها الذين فانه والذي وهذا لهذا فكان ستكون اليه يمكن بهذا
    """
}
