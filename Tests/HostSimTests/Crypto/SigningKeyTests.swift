import Firmware
import Foundation
import Testing

@testable import HostSim

@Suite struct SigningKeyTests {
  @Test func everyFormOfAKeyIsTheSameKey() throws {
    let scratch = try Scratch()
    let key = try KeyFiles(scratch, "key")
    let der = try OpenSSLTool.run("pkey", "-in", key.privatePath, "-pubout", "-outform", "DER")
    let derPath = try scratch.write("key.der", der)
    let digits = String(
      decoding: try OpenSSLTool.run("dgst", "-sha256", "-r", derPath), as: UTF8.self)
    for (name, pem) in try forms(of: key, scratch) {
      let read = try SigningKey(pem: pem).publicKey
      #expect(read.subjectPublicKeyInfo == der, "\(name)")
      #expect(read.id == digits.prefix(16), "\(name)")
    }
    for form in ["uncompressed", "compressed", "hybrid"] {
      let pem = try OpenSSLTool.run(
        "ec", "-in", key.privatePath, "-pubout", "-conv_form", form)
      #expect(try PublicKey(pem: pem).subjectPublicKeyInfo == der, "\(form)")
    }
  }

  @Test func theToolTakesEverySignature() throws {
    let scratch = try Scratch()
    let key = try KeyFiles(scratch, "key")
    let message = try scratch.write("message", "one\ntwo\n".utf8)
    let digest = sha256(Array("one\ntwo\n".utf8))
    let signing = try SigningKey(pem: key.privatePEM)
    var seen: Set<[UInt8]> = []
    for _ in 0..<8 {
      let signature = try signing.sign(digest)
      let path = try scratch.write("signature", signature)
      #expect(key.verifies(path, of: message))
      let (isValid, isValidElsewhere) = (
        signing.publicKey.isValid(signature.span, of: digest),
        signing.publicKey.isValid(signature.span, of: sha256([]))
      )
      #expect(isValid && !isValidElsewhere)
      seen.insert(signature)
    }
    // Two with one secret number would give the private key away.
    #expect(seen.count == 8)
  }

  @Test(arguments: ["secp384r1", "secp521r1", "secp256k1", "secp224r1", "brainpoolP256r1"])
  func otherCurvesAreRefused(_ curve: String) throws {
    let scratch = try Scratch()
    let key = try KeyFiles(scratch, "key", curve: curve)
    let wrong = KeyError(reason: .unsupported("a key of type EC on \(curve)"), offset: 0)
    #expect(throws: wrong) { _ = try SigningKey(pem: key.privatePEM) }
    #expect(throws: wrong) { try PublicKey(pem: key.publicPEM) }
  }

  @Test(arguments: ["RSA", "ED25519", "X25519", "RSA-PSS"])
  func otherAlgorithmsAreRefused(_ algorithm: String) throws {
    let pem = try OpenSSLTool.run("genpkey", "-algorithm", algorithm)
    let scratch = try Scratch()
    let path = try scratch.write("key.pem", pem)
    let publicPEM = try OpenSSLTool.run("pkey", "-in", path, "-pubout")
    let wrong = KeyError(reason: .unsupported("a key of type \(algorithm)"), offset: 0)
    #expect(throws: wrong) { _ = try SigningKey(pem: pem) }
    #expect(throws: wrong) { try PublicKey(pem: publicPEM) }
  }

  @Test func encryptedKeysAreRefusedUnasked() throws {
    let scratch = try Scratch()
    let path = try KeyFiles(scratch, "key").privatePath
    let sec1 = try OpenSSLTool.run("ec", "-in", path, "-aes128", "-passout", "pass:word")
    let pkcs8 = try OpenSSLTool.run("pkcs8", "-topk8", "-in", path, "-passout", "pass:word")
    for pem in [sec1, pkcs8] {
      #expect(throws: KeyError(reason: .encrypted, offset: 0)) { _ = try SigningKey(pem: pem) }
    }
    // Under a label that denies it, libcrypto finds what is encrypted; it has nobody to ask either.
    let renamed = text(pkcs8).replacingOccurrences(of: "ENCRYPTED ", with: "")
    #expect(throws: KeyError.self) { _ = try SigningKey(pem: Array(renamed.utf8)) }
  }

  @Test func halvesOfTwoPairsAreRefused() throws {
    let scratch = try Scratch()
    let (one, other) = (try KeyFiles(scratch, "one"), try KeyFiles(scratch, "other"))
    func der(_ key: KeyFiles) throws -> [UInt8] {
      try OpenSSLTool.run("ec", "-in", key.privatePath, "-outform", "DER")
    }
    // The public point is the end of SEC 1's DER, for both at the same place.
    let mixed = try der(one).dropLast(64) + der(other).suffix(64)
    let pem = pemText("EC PRIVATE KEY", Array(mixed))
    #expect(throws: KeyError(reason: .mismatched, offset: 0)) { _ = try SigningKey(pem: pem) }
  }

  @Test func numbersThatAreNoKeyAreRefused() throws {
    let scratch = try Scratch()
    let key = try KeyFiles(scratch, "key")
    let info = try PublicKey(pem: key.publicPEM).subjectPublicKeyInfo
    try #require(info.count == 91)
    // 26 bytes of names, then the form of the point, then its two numbers: RFC 5480 section 2.2.
    for index in 27..<91 {
      var beside = info
      beside[index] ^= 1
      #expect(throws: KeyError.self) { try PublicKey(pem: pemText("PUBLIC KEY", beside)) }
    }
    var infinity = Array(info[..<26]) + [0]
    infinity[1] = 25
    infinity[24] = 2
    let atInfinity = KeyError(reason: .damaged("point at infinity"), offset: 0)
    #expect(throws: atInfinity) { try PublicKey(pem: pemText("PUBLIC KEY", infinity)) }
    let der = try OpenSSLTool.run(
      "ec", "-in", key.privatePath, "-no_public", "-outform", "DER")
    // The private number, behind 7 bytes: RFC 5915 section 3.
    #expect(
      try SigningKey(pem: pemText("EC PRIVATE KEY", der)).publicKey.subjectPublicKeyInfo == info)
    for number in [[UInt8](repeating: 0, count: 32), Array(SignatureDER.order.dropFirst())] {
      let wrong = Array(der[..<7]) + number + Array(der[39...])
      #expect(throws: KeyError.self) { _ = try SigningKey(pem: pemText("EC PRIVATE KEY", wrong)) }
    }
  }

  @Test func whatIsNoKeySaysWhatAndWhere() throws {
    let scratch = try Scratch()
    let key = try KeyFiles(scratch, "key")
    let (privatePEM, publicPEM) = (try key.privatePEM, try key.publicPEM)
    #expect(
      complaint(publicPEM)
        == "at byte \(publicPEM.count): no PRIVATE KEY or EC PRIVATE KEY in PEM, but PUBLIC KEY")
    #expect(complaint([]) == "at byte 0: no PRIVATE KEY or EC PRIVATE KEY in PEM")
    #expect(complaint(Array("a\0b".utf8))?.hasPrefix("at byte 3: no PRIVATE KEY") == true)
    let der = try OpenSSLTool.run("ec", "-in", key.privatePath, "-outform", "DER")
    #expect(
      complaint(publicPEM + pemText("EC PRIVATE KEY", der + [0]))
        == "at byte \(publicPEM.count): not a key: 1 bytes after its end")
    #expect(complaint(pemText("EC PRIVATE KEY", []))?.hasPrefix("at byte 0: ") == true)
    // Text around the blocks is none of the key's business.
    #expect(complaint(Array("-----BEGIN\n\nof my key\n".utf8) + privatePEM + [0xFF]) == nil)
  }

  @Test func aBrokenKeyIsNeverAnotherKey() throws {
    let scratch = try Scratch()
    let key = try KeyFiles(scratch, "key")
    let pem = try key.privatePEM
    // Up to the line feed after the last line, which may be absent.
    for count in 0..<pem.count - 1 {
      let complaint = complaint(Array(pem[..<count]))
      #expect(complaint?.contains("\n") == false, "the first \(count) bytes")
    }
    let whole = try SigningKey(pem: pem).publicKey
    let der = try OpenSSLTool.run("ec", "-in", key.privatePath, "-outform", "DER")
    for index in der.indices {
      var flipped = der
      flipped[index] ^= 1 << (index & 7)
      // Some bits say nothing about the key, such as those of the version.
      do throws(KeyError) {
        let read = try SigningKey(pem: pemText("EC PRIVATE KEY", flipped)).publicKey
        #expect(read == whole, "byte \(index)")
      } catch {
        #expect(!error.description.contains("\n"))
      }
    }
  }

  private func complaint(_ pem: [UInt8]) -> String? {
    do throws(KeyError) {
      _ = try SigningKey(pem: pem)
      return nil
    } catch {
      return error.description
    }
  }

  private func forms(of key: KeyFiles, _ scratch: Scratch) throws -> [(String, [UInt8])] {
    let parameters = try OpenSSLTool.run("ecparam", "-name", "prime256v1")
    let path = key.privatePath
    return [
      ("SEC 1", try key.privatePEM), ("after its parameters", parameters + (try key.privatePEM)),
      ("PKCS #8", try OpenSSLTool.run("pkcs8", "-topk8", "-nocrypt", "-in", path)),
      ("compressed", try OpenSSLTool.run("ec", "-in", path, "-conv_form", "compressed")),
      ("no public key", try OpenSSLTool.run("ec", "-in", path, "-no_public")),
      ("explicit", try OpenSSLTool.run("ec", "-in", path, "-param_enc", "explicit")),
      ("CRLF", Array(text(try key.privatePEM).replacingOccurrences(of: "\n", with: "\r\n").utf8)),
    ]
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}

/// `contents` as a block of PEM.
func pemText(_ label: String, _ contents: [UInt8]) -> [UInt8] {
  let base64 = Data(contents).base64EncodedString(options: [.lineLength64Characters])
  return Array("-----BEGIN \(label)-----\n\(base64)\n-----END \(label)-----\n".utf8)
}

func sha256(_ message: [UInt8]) -> SHA256.Digest {
  var hash = SHA256()
  hash.update(message.span)
  return hash.finalize()
}
