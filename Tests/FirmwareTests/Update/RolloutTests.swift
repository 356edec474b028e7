import Testing

@testable import Firmware

/// The bucket by schoolbook division of the digest, in decimal digits.
enum RolloutModel {
  static func bucket(_ message: String) -> Int {
    let bytes = Array(message.utf8)
    var hash = SHA256()
    hash.update(bytes.span)
    let digest = hash.finalize()
    // The number in decimal, the last digit first: its last two are the remainder.
    var digits = [Int](repeating: 0, count: 80)
    for index in digest.bytes.indices {
      var carry = Int(digest.bytes[index])
      for place in digits.indices {
        carry += digits[place] * 256
        digits[place] = carry % 10
        carry /= 10
      }
    }
    return digits[1] * 10 + digits[0]
  }
}

@Suite struct RolloutTests {
  private static func bucket(_ deviceID: String, _ version: String) -> Int {
    let id = Array(deviceID.utf8)
    let text = Array(version.utf8)
    var hash = SHA256()
    return Int(Rollout.bucket(deviceID: id.span, version: text.span, &hash))
  }

  private static func buckets(ofDevices count: Int, _ version: String) -> [Int] {
    (0..<count).map { bucket("\($0)", version) }
  }

  @Test func bucketsAgreeWithTheModel() {
    for index in 0..<100 {
      let id = "device-\(index * 7_919)"
      #expect(Self.bucket(id, "1.\(index).0") == RolloutModel.bucket("\(id)1.\(index).0"))
    }
    // SHA-256 of nothing, e3b0c442…7852b855, by another implementation.
    #expect(Self.bucket("", "") == 49)
  }

  /// Each per cent is one, and raising it adds devices and takes none away.
  @Test func aRolloutTakesItsShare() {
    let buckets = Self.buckets(ofDevices: 10_000, "1.3.0")
    #expect(buckets.allSatisfy { 0..<100 ~= $0 })
    for percent in 0...100 {
      let share = Double(buckets.count { $0 < percent }) / 100
      #expect(abs(share - Double(percent)) < 2, "\(percent) %: \(share) %")
    }
    #expect(buckets.count { $0 < 0 } == 0)
    #expect(buckets.count { $0 < 100 } == buckets.count)
  }

  @Test func anotherVersionBeginsWithOtherDevices() {
    let first = Self.buckets(ofDevices: 2_000, "1.3.0")
    let second = Self.buckets(ofDevices: 2_000, "1.3.1")
    let both = zip(first, second).count { $0 < 25 && $1 < 25 }
    // A quarter of a quarter is 125.
    #expect(80...170 ~= both)
  }
}
