internal import FihristAnswers

/// Encodes values as JSON.
struct JSONTreeEncoder: Encoder {
  /// A value under construction. Containers share it with the encoder that made them.
  final class Slot {
    enum Content {
      case none
      case value(JSON)
      case array([Slot])
      case object([(name: String, value: Slot)])
    }

    var content = Content.none

    var json: JSON {
      switch content {
      case .none: .object([])
      case .value(let value): value
      case .array(let elements): .array(elements.map(\.json))
      case .object(let members): .object(members.map { JSON.Member($0.name, $0.value.json) })
      }
    }

    func append(_ slot: Slot) {
      if case .array(var elements) = content {
        content = .none
        elements.append(slot)
        content = .array(elements)
      } else {
        content = .array([slot])
      }
    }

    func append(_ name: String, _ slot: Slot) {
      if case .object(var members) = content {
        content = .none
        members.append((name, slot))
        content = .object(members)
      } else {
        content = .object([(name, slot)])
      }
    }
  }

  let slot: Slot
  let codingPath: [any CodingKey] = []

  var userInfo: [CodingUserInfoKey: Any] { [:] }

  init(_ slot: Slot = Slot()) { self.slot = slot }

  /// `value` as JSON.
  static func json(of value: some Encodable) throws -> JSON {
    let encoder = JSONTreeEncoder()
    try value.encode(to: encoder)
    return encoder.slot.json
  }

  func container<Key>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    if case .none = slot.content { slot.content = .object([]) }
    return KeyedEncodingContainer(Members<Key>(slot: slot))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    if case .none = slot.content { slot.content = .array([]) }
    return Elements(slot: slot)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer { self }
}

extension JSONTreeEncoder: SingleValueEncodingContainer {
  func encodeNil() throws { slot.content = .value(.null) }
  func encode(_ value: Bool) throws { slot.content = .value(.bool(value)) }
  func encode(_ value: String) throws { slot.content = .value(.string(value)) }
  func encode(_ value: Double) throws { slot.content = .value(.number(value)) }
  func encode(_ value: Float) throws { slot.content = .value(.single(value)) }
  func encode(_ value: Int) throws { try encode(integer: value) }
  func encode(_ value: Int8) throws { try encode(integer: value) }
  func encode(_ value: Int16) throws { try encode(integer: value) }
  func encode(_ value: Int32) throws { try encode(integer: value) }
  func encode(_ value: Int64) throws { try encode(integer: value) }
  func encode(_ value: UInt) throws { try encode(integer: value) }
  func encode(_ value: UInt8) throws { try encode(integer: value) }
  func encode(_ value: UInt16) throws { try encode(integer: value) }
  func encode(_ value: UInt32) throws { try encode(integer: value) }
  func encode(_ value: UInt64) throws { try encode(integer: value) }
  func encode(_ value: some Encodable) throws { try value.encode(to: self) }

  private func encode(integer value: some FixedWidthInteger) throws {
    guard let number = Int(exactly: value) else {
      throw EncodingError.invalidValue(
        value,
        EncodingError.Context(codingPath: [], debugDescription: "it is above 2^63 - 1"))
    }
    slot.content = .value(.integer(number))
  }
}

private struct Members<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let slot: JSONTreeEncoder.Slot
  let codingPath: [any CodingKey] = []

  private func inner(_ key: Key) -> JSONTreeEncoder {
    let inner = JSONTreeEncoder.Slot()
    slot.append(key.stringValue, inner)
    return JSONTreeEncoder(inner)
  }

  func encodeNil(forKey key: Key) throws { try inner(key).encodeNil() }

  func encode(_ value: some Encodable, forKey key: Key) throws {
    try value.encode(to: inner(key))
  }

  func nestedContainer<Nested>(
    keyedBy type: Nested.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Nested> {
    inner(key).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    inner(key).unkeyedContainer()
  }

  func superEncoder() -> any Encoder { JSONTreeEncoder(slot) }
  func superEncoder(forKey key: Key) -> any Encoder { inner(key) }
}

private struct Elements: UnkeyedEncodingContainer {
  let slot: JSONTreeEncoder.Slot
  let codingPath: [any CodingKey] = []
  private(set) var count = 0

  init(slot: JSONTreeEncoder.Slot) { self.slot = slot }

  private mutating func inner() -> JSONTreeEncoder {
    let inner = JSONTreeEncoder.Slot()
    slot.append(inner)
    count += 1
    return JSONTreeEncoder(inner)
  }

  mutating func encodeNil() throws { try inner().encodeNil() }
  mutating func encode(_ value: some Encodable) throws { try value.encode(to: inner()) }

  mutating func nestedContainer<Nested>(
    keyedBy type: Nested.Type
  ) -> KeyedEncodingContainer<Nested> {
    inner().container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
    inner().unkeyedContainer()
  }

  mutating func superEncoder() -> any Encoder { inner() }
}
