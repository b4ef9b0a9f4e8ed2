internal import FihristAnswers
internal import HTTPTypes

/// The description of the API as OpenAPI 3.1 has it, made of the lists that read requests.
struct OpenAPIDocument {
  let call: CallParameters
  let archives: [String]
  /// The fields of all archives that have columns: their names are parameters of some calls.
  let columnFields: [String]
  /// Whether every call needs a key, and not only those that write.
  var isClosed = false

  /// A call as it is described.
  private struct Operation {
    var route: Route
    var method: HTTPRequest.Method = .get
    var id: String
    var summary: String
    var parameters: [Parameter] = []
    /// Whether names of fields with columns are parameters too.
    var takesFields = false
    /// The media type of the body, and whether the parameters are its members.
    var body: String?
    /// The media types of answers.
    var kinds: [Answer.Kind] = [.json]
    /// What answers in JSON are; empty where there are none.
    var answer: JSON = [:]
  }

  private var operations: [Operation] {
    let index = "{index}"
    return [
      Operation(
        route: .indexes, id: "listIndexes", summary: "Which indexes are served",
        answer: AnswerSchema.indexes),
      Operation(
        route: .index(index), id: "describeIndex", summary: "Schema, size and commit of an index",
        answer: AnswerSchema.index),
      Operation(
        route: .searchIndex(index), id: "search", summary: "Search", parameters: call.search,
        takesFields: true, answer: AnswerSchema.reference("Search")),
      Operation(
        route: .searchIndex(index), method: .post, id: "searchWithBody",
        summary: "Search, with the parameters in the body", parameters: call.search,
        takesFields: true, body: "application/json",
        answer: AnswerSchema.reference("Search")),
      Operation(
        route: .batch, method: .post, id: "searchBatch", summary: "Several searches at once",
        body: "application/json", answer: AnswerSchema.batch),
      Operation(
        route: .document(index, key: "{key}"), id: "getDocument", summary: "A document",
        parameters: call.document(isKeyed: false), answer: AnswerSchema.document),
      Operation(
        route: .document(index, key: "{key}"), method: .delete, id: "deleteDocument",
        summary: "Delete a document and commit", answer: AnswerSchema.deletion),
      Operation(
        route: .documents(index), id: "getDocumentByKey",
        summary: "A document, whatever its key has: paths with dots are changed on their way",
        parameters: call.document(isKeyed: true), answer: AnswerSchema.document),
      Operation(
        route: .documents(index), method: .delete, id: "deleteDocumentByKey",
        summary: "Delete a document, whatever its key has, and commit",
        parameters: call.deletion(isKeyed: true), answer: AnswerSchema.deletion),
      Operation(
        route: .documents(index), method: .post, id: "addDocuments",
        summary: "Add documents, one on each line, and commit", body: "application/x-ndjson",
        answer: IntakeAnswer.schema),
      Operation(
        route: .copies(index), id: "copies", summary: "Documents with much the same text",
        parameters: call.copies, answer: AnswerSchema.copies),
      Operation(
        route: .similar(index), id: "similar", summary: "Documents like another",
        parameters: call.similar, answer: AnswerSchema.similar),
      Operation(
        route: .suggest(index), id: "suggest", summary: "How what is typed may go on",
        parameters: call.suggest, kinds: [.json, .suggestions], answer: AnswerSchema.suggestions),
      Operation(
        route: .facet(index, field: "{field}"), id: "facet", summary: "The values of a field",
        parameters: call.facet, takesFields: true, answer: AnswerSchema.facetOfField),
      Operation(
        route: .kwic(index), id: "concordance", summary: "Every occurrence in its context",
        parameters: call.kwic, takesFields: true, answer: AnswerSchema.concordance),
      Operation(
        route: .trendsOf(index), id: "trends",
        summary: "How often queries occur over time; per_million is null in periods without words",
        parameters: call.trends, takesFields: true, answer: AnswerSchema.trends),
      Operation(
        route: .export(index), id: "export", summary: "All documents that match",
        parameters: call.export, takesFields: true,
        kinds: [.lines, .csv, .ris, .bibtex, .text]),
      Operation(
        route: .analyze(index), method: .post, id: "analyze",
        summary: "What becomes of a text in the index", parameters: call.analyze,
        body: "application/json", answer: AnswerSchema.analysis),
    ]
  }

  /// The whole description.
  var json: JSON {
    var paths: [JSON.Member] = []
    for operation in operations {
      let path = operation.route.name
      let member = JSON.Member(operation.method.rawValue.lowercased(), describe(operation))
      if let known = paths.firstIndex(where: { $0.name == path }),
        case .object(let members) = paths[known].value
      {
        paths[known].value = .object(members + [member])
      } else {
        paths.append(JSON.Member(path, .object([member])))
      }
    }
    return .object([
      JSON.Member("openapi", "3.1.0"),
      JSON.Member(
        "info",
        [
          "title": "Fihrist", "version": .string(ArchiveServer.version),
          "description":
            "Search in archives of articles. A search also takes the names of fields.",
        ]),
      JSON.Member("security", isClosed ? Self.withKey : .array([])),
      JSON.Member("paths", .object(paths)),
      JSON.Member(
        "components",
        [
          "schemas": .object(
            [JSON.Member("Problem", problem)]
              + AnswerSchema.components.map { JSON.Member($0.name, $0.schema) }),
          "securitySchemes": ["key": ["type": "http", "scheme": "bearer"]],
        ]),
    ])
  }

  private static let withKey: JSON = .array([["key": .array([])]])

  private func describe(_ operation: Operation) -> JSON {
    let isInBody = operation.body == "application/json"
    var parameters = pathParameters(operation.route)
    if !isInBody { parameters += all(of: operation).map(describe) }
    var members = [
      JSON.Member("operationId", .string(operation.id)),
      JSON.Member("summary", .string(operation.summary)),
      JSON.Member("parameters", .array(parameters)),
    ]
    if let type = operation.body {
      members.append(JSON.Member("requestBody", body(operation, type)))
    }
    let isWriting = operation.method == .delete || operation.body == "application/x-ndjson"
    if isWriting { members.append(JSON.Member("security", Self.withKey)) }
    members.append(
      JSON.Member(
        "responses",
        [
          "200": [
            "description": "The answer",
            "content": .object(
              operation.kinds.map { JSON.Member($0.rawValue, media($0, operation.answer)) }),
          ],
          "default": [
            "description": "A problem",
            "content": [
              "application/problem+json": ["schema": ["$ref": "#/components/schemas/Problem"]]
            ],
          ],
        ]))
    return .object(members)
  }

  /// What a media type has besides its name.
  private func media(_ kind: Answer.Kind, _ answer: JSON) -> JSON {
    switch kind {
    case .json: ["schema": answer]
    case .suggestions: ["schema": AnswerSchema.openSearch]
    default: [:]
    }
  }

  /// The parameters of a call, those of fields too.
  private func all(of operation: Operation) -> [Parameter] {
    operation.parameters + (operation.takesFields ? fields(besides: operation.parameters) : [])
  }

  /// Fields as parameters, but those with the name of another one.
  private func fields(besides parameters: [Parameter]) -> [Parameter] {
    columnFields.filter { field in !parameters.contains { $0.name == field } }.map {
      Parameter($0, .names, "One of the values that this field of a match has")
    }
  }

  private func pathParameters(_ route: Route) -> [JSON] {
    ["index", "key", "field"].filter { route.name.contains("{\($0)}") }.map { name in
      let schema: JSON =
        name == "index"
        ? ["type": "string", "enum": .array(archives.map(JSON.string))] : ["type": "string"]
      return ["name": .string(name), "in": "path", "required": .bool(true), "schema": schema]
    }
  }

  private func body(_ operation: Operation, _ type: String) -> JSON {
    var schema: JSON = ["type": "object"]
    if type == "application/x-ndjson" {
      schema = ["type": "string"]
    } else if !operation.parameters.isEmpty {
      schema = members(all(of: operation))
    } else {
      let index = Parameter("index", .choice(archives), "The name of the index")
      schema = [
        "type": "object", "required": .array(["searches"]), "additionalProperties": .bool(false),
        "properties": [
          "searches": [
            "type": "array", "maxItems": .integer(call.limits.batch),
            "items": members(call.search + [index] + fields(besides: call.search + [index])),
          ]
        ],
      ]
    }
    return ["required": .bool(true), "content": .object([JSON.Member(type, ["schema": schema])])]
  }

  /// The schema of an object with parameters as members.
  private func members(_ parameters: [Parameter]) -> JSON {
    [
      "type": "object", "additionalProperties": .bool(false),
      "required": .array(parameters.filter(\.isRequired).map { JSON.string($0.name) }),
      "properties": .object(
        parameters.map { JSON.Member($0.name, notEmpty($0, schema(ofMember: $0.kind))) }),
    ]
  }

  /// The schema of a parameter, which says that a required text is not empty.
  private func notEmpty(_ parameter: Parameter, _ schema: JSON) -> JSON {
    guard case .text = parameter.kind, parameter.isRequired, !parameter.mayBeEmpty,
      case .object(let members) = schema
    else { return schema }
    return .object(members + [JSON.Member("minLength", .integer(1))])
  }

  /// What a member of a body may be: flags are also true and false, and one text needs no list.
  private func schema(ofMember kind: Parameter.Kind) -> JSON {
    switch kind {
    case .flag:
      [
        "enum": .array([
          .bool(true), .bool(false), .integer(0), .integer(1), "0", "1", "true", "false",
        ])
      ]
    case .names, .texts: ["anyOf": .array([["type": "string"], schema(of: kind)])]
    default: schema(of: kind)
    }
  }

  private func describe(_ parameter: Parameter) -> JSON {
    [
      "name": .string(parameter.name), "in": "query",
      "required": .bool(parameter.isRequired), "description": .string(parameter.meaning),
      "schema": notEmpty(parameter, schema(of: parameter.kind)),
    ]
  }

  private func schema(of kind: Parameter.Kind) -> JSON {
    switch kind {
    case .text: ["type": "string"]
    case .number(let range):
      [
        "type": "integer", "minimum": .integer(range.lowerBound),
        "maximum": .integer(range.upperBound),
      ]
    case .choice(let words): ["type": "string", "enum": .array(words.map(JSON.string))]
    case .names: ["type": "array", "items": ["type": "string"]]
    case .texts(let most):
      ["type": "array", "items": ["type": "string"], "maxItems": .integer(most)]
    case .flag: ["type": "string", "enum": .array(["0", "1", "true", "false"])]
    }
  }

  private var problem: JSON {
    let texts = ["type", "title", "detail", "instance", "request_id"]
    return [
      "type": "object", "required": .array(["type", "title", "status", "code"]),
      "properties": .object(
        (texts + ["parameter"]).map { JSON.Member($0, ["type": "string"]) } + [
          JSON.Member("status", ["type": "integer"]),
          JSON.Member(
            "code",
            [
              "type": "string",
              "enum": .array(Problem.Code.allCases.map { .string($0.rawValue) }),
            ]), JSON.Member("search", ["type": "integer", "minimum": .integer(1)]),
          JSON.Member("at", ["type": "integer"]),
        ]),
    ]
  }
}
