import Testing

@testable import FihristServer

@Suite struct SHA256Tests {
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ]) func `the examples of the standard`(text: String, digest: String) {
    #expect(SHA256(Array(text.utf8)).text == digest)
  }

  /// The digest of the digests was computed with another program.
  @Test func `every length around the ends of blocks`() {
    let digests = (0..<300).flatMap { count in
      SHA256((0..<count).map { UInt8(($0 * 7 + count) % 251) }).digest
    }
    #expect(
      SHA256(digests).text == "85a7b6ba443a050fc9fdf1b87b574d54a8573461c1cd4289890e21947a70fc31")
  }
}
