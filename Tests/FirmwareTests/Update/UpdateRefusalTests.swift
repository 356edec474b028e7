import Testing

@testable import Firmware
@testable import HostSim

/// Each rule of the manifest refuses before anything is fetched or erased; what only the image can
/// tell leaves the running slot as it is.
@Suite struct UpdateRefusalTests {
  /// The flash of a device that was offered nothing.
  private static let untouched = {
    let rig = UpdateRig()
    rig.server.manifestStatus = 404
    rig.liveUntilRest()
    return rig.flash.contents
  }()

  /// Offers a manifest, and expects nothing to come of it.
  private func expectRefusal(
    _ rig: UpdateRig, _ failure: UpdateFailure, restMs: UInt32 = Limits.updateCheckMs.lowerBound
  ) {
    rig.liveUntilRest(restMs: restMs)
    #expect(rig.events == [.failed(failure)])
    #expect(rig.server.starts == [])
    #expect(rig.flash.contents == Self.untouched)
    #expect(rig.runningVersion == UpdateRig.oldVersion)
  }

  @Test(arguments: ["1.0.0", "0.9.9", "1.0.0-rc.1", "1.0.0+build.7", "1.0"])
  func notNewer(_ version: String) {
    let rig = UpdateRig()
    var offer = rig.offer
    offer.version = version
    rig.server.manifest = Array(offer.json.utf8)
    if version == "1.0" {
      let place = end(of: "\"1.0", in: rig)
      let error = ManifestError(reason: .badValue(.version), offset: place)
      return expectRefusal(rig, .manifest(error), restMs: Limits.updateBackoffBaseMs)
    }
    rig.liveUntilRest()
    #expect(rig.events == [.upToDate])
    #expect(rig.flash.contents == Self.untouched)
  }

  @Test func otherBoard() {
    let rig = UpdateRig()
    var offer = rig.offer
    offer.board = "esp32c6"
    rig.server.manifest = Array(offer.json.utf8)
    expectRefusal(rig, .refused(.otherBoard))
  }

  @Test func tooLarge() {
    let rig = UpdateRig()
    var offer = rig.offer
    offer.size = rig.layout.slotByteCount + 1
    rig.server.manifest = Array(offer.json.utf8)
    expectRefusal(rig, .refused(.tooLarge))
  }

  @Test func expired() throws {
    let rig = UpdateRig()
    var offer = rig.offer
    offer.expires = "2026-11-20T20:15:00Z"
    rig.server.manifest = Array(offer.json.utf8)
    rig.unixTime = UnixTime(seconds: 1_795_205_701)
    expectRefusal(rig, .refused(.expired))
    // In time, and before the clock is set, it is taken.
    for time in [UnixTime(seconds: 1_795_205_700), nil] {
      let other = UpdateRig()
      other.server.manifest = rig.server.manifest
      other.unixTime = time
      other.liveUntilRest()
      #expect(other.runningVersion == UpdateRig.newVersion)
    }
  }

  @Test func plainHTTP() {
    let rig = UpdateRig()
    var offer = rig.offer
    offer.url = "http://updates.example/sleeve.bin"
    rig.server.manifest = Array(offer.json.utf8)
    let place = end(of: "sleeve.bin", in: rig)
    let error = ManifestError(reason: .badValue(.url), offset: place)
    expectRefusal(rig, .manifest(error), restMs: Limits.updateBackoffBaseMs)
  }

  @Test func lowerSecurityVersion() {
    let rig = UpdateRig()
    var offer = rig.offer
    offer.securityVersion = 0
    offer.version = "99.0.0"
    rig.server.manifest = Array(offer.json.utf8)
    expectRefusal(rig, .refused(.olderSecurityVersion))
  }

  @Test func outsideTheRollout() {
    let rig = UpdateRig()
    var offer = rig.offer
    offer.rollout = 0
    rig.server.manifest = Array(offer.json.utf8)
    expectRefusal(rig, .refused(.outsideRollout))
  }

  @Test func signatures() throws {
    let rig = UpdateRig()
    rig.verifier.hasKeys = true
    expectRefusal(rig, .refused(.unsigned))

    let good = UpdateRig()
    good.verifier.hasKeys = true
    good.server.manifest = try good.signed(good.offer)
    good.liveUntilRest()
    #expect(good.runningVersion == UpdateRig.newVersion)

    for bit in 0..<256 {
      let flipped = UpdateRig()
      flipped.verifier.hasKeys = true
      var offer = flipped.offer
      let digest = try offer.canonicalDigest()
      var bytes = digest.bytes.indices.map { digest.bytes[$0] }
      bytes[bit / 8] ^= 1 << UInt8(bit % 8)
      offer.signature = FirmwareManifest.Signature(keyID: "key", bytes: bytes)
      flipped.server.manifest = Array(offer.json.utf8)
      expectRefusal(flipped, .refused(.badSignature))
    }
  }

  /// What is signed cannot be changed: every member counts.
  @Test func changedAfterSigning() throws {
    let changes: [(inout FirmwareManifest) -> Void] = [
      { $0.version = "1.1.1" }, { $0.url += "x" }, { $0.size += 1 }, { $0.securityVersion = 3 },
      { $0.expires = "2100-01-01T00:00:00Z" }, { $0.rollout = 100 },
      { $0.digest = SHA256.Digest(bytes: [32 of UInt8](repeating: 7)) },
    ]
    for change in changes {
      let rig = UpdateRig()
      rig.verifier.hasKeys = true
      var offer = rig.offer
      let digest = try offer.canonicalDigest()
      offer.signature = FirmwareManifest.Signature(
        keyID: "key", bytes: digest.bytes.indices.map { digest.bytes[$0] })
      change(&offer)
      rig.server.manifest = Array(offer.json.utf8)
      expectRefusal(rig, .refused(.badSignature))
    }
  }

  /// The byte behind the first `text` of the manifest.
  private func end(of text: String, in rig: UpdateRig) -> Int {
    let manifest = String(decoding: rig.server.manifest, as: UTF8.self)
    let place = manifest.range(of: text)!.upperBound
    return manifest.utf8.distance(from: manifest.startIndex, to: place)
  }
}
