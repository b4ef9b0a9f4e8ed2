import Fihrist

try await IndexWriter.with(path: "articles.index") { writer in
  try await writer.add(
    SourceDocument(
      key: "2024-118",
      values: ["title": "محادثات في مسقط", "body": "عُقدت المحادثات في سلطنة عُمان."]))
}

let index = try Index(path: "articles.index")
let found = try index.search("المحادثات في عمان", limit: 10, snippets: SnippetOptions())
for hit in found.hits {
  print(hit.rank, hit.title ?? hit.key, hit.snippet?.text ?? "")
}
