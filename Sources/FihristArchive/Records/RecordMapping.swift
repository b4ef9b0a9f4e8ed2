/// Which members of an input's records give the key and the fields of documents.
///
/// A member is named by its name, or by the path to it: `content.rendered` is the member `rendered`
/// of the object `content`, and also a member of the record that is itself called
/// `content.rendered`.
///
/// The mapping describes inputs and not the index, so it is not part of the schema. An index stores
/// the last mapping that it was fed with (``/Fihrist/IndexInformation/inputMapping``).
public struct RecordMapping: Sendable, Hashable {
  /// The member that identifies a record. If it is empty, records are identified by the name of the
  /// file and their number, or the line of JSON lines: `news.csv:12`.
  public var key: String

  /// Whether the key was recognized in records, and nobody named it: in other records another may
  /// be recognized. An index remembers that too.
  public var isKeyRecognized = false

  /// The members that can feed a field, by the field's name, the preferred member first. A field
  /// that is not listed is fed by the member of its own name.
  public var fields: [String: [String]]

  /// Texts of fields, by their names, for documents that have none: the source of a whole archive,
  /// say. They belong to one run: an index does not store them.
  public var constants: [String: String] = [:]

  /// What keys are made from where records have none; nil to refuse records of JSON without a key.
  /// It belongs to one run, as ``constants`` do.
  public var keySource: KeySource?

  /// Whether a text or a page becomes one document for each of its headings, as a book of chapters
  /// does. It belongs to one run, as ``constants`` do.
  public var splitsAtHeadings = false

  /// Fields that are read from the paths of files, where documents have no text for them. It
  /// belongs to one run, as ``constants`` do, and comes before them.
  public var pathRule: PathRule?

  /// What is recognized in each file anew; nil if the members hold for all files. It belongs to one
  /// run, as ``constants`` do.
  var recognition: Recognition?

  /// Makes a mapping.
  public init(key: String, fields: [String: [String]] = [:]) {
    self.key = key
    self.fields = fields
  }

  /// The members that can feed the field called `name`, the preferred one first.
  public func members(of name: String) -> [String] {
    if let members = fields[name], !members.isEmpty { return members }
    return [name]
  }

  /// The mapping of an article's parts by all the names that archives use for them, a field's own
  /// name before the others.
  public static let article = RecordMapping(
    key: MemberNames.key[0],
    fields: Dictionary(
      uniqueKeysWithValues: ArticlePart.allCases.map { part in
        (part.rawValue, [part.rawValue] + part.memberNames.filter { $0 != part.rawValue })
      }))
}

extension RecordMapping {
  /// The mapping for records of the file at `path`: what its path says is in ``constants``.
  func applied(to path: InputPath) -> RecordMapping {
    guard let texts = pathRule?.texts(in: path.spelling), !texts.isEmpty else { return self }
    var mapping = self
    mapping.constants.merge(texts) { $1 }
    return mapping
  }

  /// The mapping as one line of JSON, which an index stores.
  public var json: String {
    let lists = fields.sorted { $0.key < $1.key }.map { field, members in
      Self.quoted(field) + ":[" + members.map(Self.quoted).joined(separator: ",") + "]"
    }
    return "{\"key\":\(Self.quoted(key)),\"fields\":{\(lists.joined(separator: ","))}"
      + (isKeyRecognized ? ",\"key_recognized\":true}" : "}")
  }

  /// Reads what ``json`` wrote; nil for anything else.
  public init?(json: String) {
    let bytes = Array(json.utf8)
    let value = unsafe bytes.withUnsafeBufferPointer { unsafe try? JSONValue(ByteView($0)) }
    guard case .object(let members) = value, 2...3 ~= members.count,
      members[0].name == "key", case .string(let key) = members[0].value,
      members[1].name == "fields", case .object(let lists) = members[1].value
    else { return nil }
    self.init(key: key)
    if members.count == 3 {
      guard members[2].name == "key_recognized", case .bool(true) = members[2].value else {
        return nil
      }
      isKeyRecognized = true
    }
    for (field, list) in lists {
      guard case .array(let names) = list else { return nil }
      for name in names {
        guard case .string(let name) = name else { return nil }
        fields[field, default: []].append(name)
      }
    }
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" || scalar == "\\" {
        quoted += "\\\(scalar)"
      } else if scalar.value < 0x20 {
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      } else {
        quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
