import Firmware
import Foundation
import Testing

@testable import HostSim

@Suite struct LibcryptoVerifierTests {
  private let scratch: Scratch
  private let key: KeyFiles
  private let digest: SHA256.Digest
  /// Made by `openssl`, of `digest`.
  private let signature: [UInt8]
  private var verifier = LibcryptoVerifier()

  init() throws {
    scratch = try Scratch()
    key = try KeyFiles(scratch, "key")
    let message = Array("a message of the gateway\n".utf8)
    digest = sha256(message)
    signature = try key.sign(try scratch.write("message", message))
    verifier.add(try PublicKey(pem: key.publicPEM), id: "main")
  }

  private func verdict(_ signature: [UInt8], keyID: String = "main") -> SignatureVerdict {
    verifier.verdict(signature, of: digest, keyID: keyID)
  }

  @Test func whatTheToolSignsIsValid() {
    #expect(verdict(signature) == .valid)
    #expect(verdict(signature) == .valid)
    #expect(verifier.verdict(signature, of: sha256([]), keyID: "main") == .invalid)
  }

  @Test func everyFlippedBitIsInvalid() {
    for index in signature.indices {
      for bit in 0..<8 {
        var flipped = signature
        flipped[index] ^= 1 << bit
        #expect(verdict(flipped) == .invalid, "bit \(bit) of byte \(index)")
      }
    }
    for count in signature.indices {
      #expect(verdict(Array(signature[..<count])) == .invalid, "the first \(count) bytes")
    }
  }

  @Test func oneEncodingOfTheRightNumbersIsTaken() throws {
    let (r, s) = SignatureDER.integers(signature)
    #expect(SignatureDER.signature(r, s) == signature)
    for (name, bytes) in SignatureDER.oddities(signature) {
      #expect(verdict(bytes) == .invalid, "\(name)")
    }
    // A number whose first bit is set, without the zero that says that it is not negative.
    let message = try scratch.write("message", Array("a message of the gateway\n".utf8))
    var signature = signature
    while SignatureDER.integers(signature).r[0] != 0 { signature = try key.sign(message) }
    let high = SignatureDER.integers(signature)
    #expect(verdict(signature) == .valid)
    #expect(verdict(SignatureDER.signature(Array(high.r.dropFirst()), high.s)) == .invalid)
  }

  @Test func keysAreFoundByTheirNames() throws {
    let other = try KeyFiles(scratch, "other")
    let next = try PublicKey(pem: other.publicPEM)
    let byNext = try other.sign(scratch.path("message"))
    #expect(verdict(byNext) == .invalid)
    for name in ["", "mai", "main ", "Main", next.id] {
      #expect(verdict(signature, keyID: name) == .unknownKey, "\(name)")
    }
    var rotated = verifier
    rotated.add(next)
    func after(_ signature: [UInt8], _ keyID: String) -> SignatureVerdict {
      rotated.verdict(signature, of: digest, keyID: keyID)
    }
    #expect(after(signature, "main") == .valid)
    #expect(after(byNext, next.id) == .valid)
    #expect(after(signature, next.id) == .invalid)
    #expect(after(byNext, "main") == .invalid)
    rotated.add(next, id: "main")
    #expect(after(byNext, "main") == .valid)
    #expect(after(signature, "main") == .invalid)
  }

  @Test func namesThatLookAlikeAreTwo() throws {
    var verifier = LibcryptoVerifier()
    verifier.add(try PublicKey(pem: key.publicPEM), id: "\u{E9}")
    #expect(verifier.verdict(signature, of: digest, keyID: "\u{E9}") == .valid)
    #expect(verifier.verdict(signature, of: digest, keyID: "e\u{301}") == .unknownKey)
  }

  @Test func aBoardWithoutKeysKnowsNone() {
    let verifier = LibcryptoVerifier()
    #expect(!verifier.hasKeys)
    #expect(self.verifier.hasKeys)
    #expect(verifier.verdict(signature, of: digest, keyID: "") == .unknownKey)
  }
}

extension LibcryptoVerifier {
  func verdict(
    _ signature: [UInt8], of digest: SHA256.Digest, keyID: String
  ) -> SignatureVerdict {
    verify(signature.span, of: digest, keyID: Array(keyID.utf8).span)
  }
}
