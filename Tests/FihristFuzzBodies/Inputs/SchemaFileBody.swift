import FihristArchive

/// A schema file.
final class SchemaFileBody: FuzzBody {
  var seeds: [[UInt8]] {
    [
      #"{"key":"id","fields":[{"name":"title","type":"text","boost":2},"#
        + #"{"name":"body","type":"text"}]}"#,
      #"{"key":"id","fields":[{"name":"d","type":"date","stored":true,"from":["a","b.c"]}]}"#,
    ].map { Array($0.utf8) }
  }

  func run(_ bytes: [UInt8]) {
    do {
      let file = try SchemaFile.parse(bytes, path: "schema.json")
      precondition(RecordMapping(json: file.mapping.json) == file.mapping)
    } catch {
      precondition(error.path == "schema.json", "\(error)")
    }
  }
}
