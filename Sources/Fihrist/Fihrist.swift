// One import for users: what the library's types show in their signatures comes with it.
@_exported public import FihristFormat
@_exported public import FihristIndexing
@_exported public import FihristSearch
@_exported public import FihristStorage
@_exported public import FihristText
