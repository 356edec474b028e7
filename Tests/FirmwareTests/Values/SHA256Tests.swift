import Firmware
import HostSim
import Testing

/// SHA-256 against the published vectors and against FIPS 180-4 written down word by word.
@Suite struct SHA256Tests {
  @Test(
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
      (
        "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
          + "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
        "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
      ),
    ])
  func publishedVectors(message: String, digest: String) {
    #expect(hex(hash(Array(message.utf8))) == digest)
  }

  @Test func aMillionLettersInUnevenPieces() {
    let letters = [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000)
    #expect(
      hex(hash(letters, pieces: [1, 511, 64, 4_096, 65]))
        == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  @Test func everyLengthUpToThreeBlocksIsPadded() {
    for count in 0...192 {
      let message = bytes(count: count, seed: UInt64(count))
      #expect(hash(message) == model(message), "length \(count)")
    }
  }

  @Test func everySplitOfAMessageGivesItsDigest() {
    let message = bytes(count: 200, seed: 1)
    let expected = model(message)
    for split in 0...message.count {
      var sha = SHA256()
      sha.update(message.span.extracting(..<split))
      sha.update(message.span.extracting(split...))
      #expect(array(sha.finalize()) == expected, "split at \(split)")
    }
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func anyMessageInAnyPiecesAgreesWithTheModel(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let message = bytes(count: Int.random(in: 0...2_000, using: &random), seed: seed)
    let pieces = (0..<8).map { _ in Int.random(in: 0...200, using: &random) } + [1]
    #expect(hash(message, pieces: pieces) == model(message), "seed \(seed)")
  }

  @Test func aFinishedHashIsReadyForAnotherMessage() {
    let first = bytes(count: 119, seed: 2)
    let second = bytes(count: 77, seed: 3)
    var sha = SHA256()
    sha.update(first.span)
    _ = sha.finalize()
    sha.update(second.span)
    #expect(array(sha.finalize()) == model(second))
  }

  @Test func digestsAreEqualOnlyInEveryByte() {
    let digest = [32 of UInt8](repeating: 7)
    #expect(SHA256.Digest(bytes: digest) == SHA256.Digest(bytes: digest))
    for i in digest.indices {
      var other = digest
      other[i] ^= 0x80
      let areEqual = SHA256.Digest(bytes: other) == SHA256.Digest(bytes: digest)
      #expect(!areEqual, "byte \(i)")
    }
  }
}

/// The digest of `message`, given in pieces of the given sizes, again and again.
private func hash(_ message: [UInt8], pieces: [Int] = [Int.max]) -> [UInt8] {
  var sha = SHA256()
  var offset = 0
  var turn = 0
  while offset < message.count {
    let end = offset + min(pieces[turn % pieces.count], message.count - offset)
    sha.update(message.span.extracting(offset..<end))
    offset = end
    turn += 1
  }
  return array(sha.finalize())
}

private func array(_ digest: SHA256.Digest) -> [UInt8] {
  digest.bytes.indices.map { digest.bytes[$0] }
}

private func hex(_ bytes: [UInt8]) -> String {
  bytes.map { byte in
    let digits = String(byte, radix: 16)
    return digits.count == 1 ? "0" + digits : digits
  }.joined()
}

private func bytes(count: Int, seed: UInt64) -> [UInt8] {
  var random = SeededGenerator(seed: seed)
  return (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next()) }
}

// MARK: - The model: FIPS 180-4, sections 5 and 6.2, a whole message at a time. Its constants are
// computed from their definition, so that a wrong digit in the core's table cannot hide.

private func model(_ message: [UInt8]) -> [UInt8] {
  var padded = message + [0x80]
  while padded.count % 64 != 56 { padded.append(0) }
  let bitCount = UInt64(message.count) * 8
  for shift in stride(from: 56, through: 0, by: -8) {
    padded.append(UInt8(truncatingIfNeeded: bitCount >> UInt64(shift)))
  }

  var state = squareRoots
  for start in stride(from: 0, to: padded.count, by: 64) {
    modelBlock(&state, Array(padded[start..<(start + 64)]), cubeRoots)
  }
  return state.flatMap { word in
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> UInt32($0)) }
  }
}

private let primes = (2...311).filter { n in !(2..<n).contains { n % $0 == 0 } }
private let squareRoots = primes.prefix(8).map { fractionBits(of: $0, power: 2) }
private let cubeRoots = primes.map { fractionBits(of: $0, power: 3) }

/// The first 32 bits behind the point of the root of `number` of the given power, by bisection in
/// whole numbers of 1/2³².
private func fractionBits(of number: Int, power: Int) -> UInt32 {
  // The root is below 32, so its cube in units of 1/2³² has no more than 15 + 96 bits.
  let target = (0..<power).reduce(UInt128(number)) { product, _ in product << 32 }
  var low: UInt128 = 0
  var high: UInt128 = 32 << 32
  while high - low > 1 {
    let middle = (low + high) / 2
    let raised = (0..<power).reduce(UInt128(1)) { product, _ in product * middle }
    if raised <= target { low = middle } else { high = middle }
  }
  return UInt32(truncatingIfNeeded: low)
}

private func modelBlock(_ state: inout [UInt32], _ block: [UInt8], _ k: [UInt32]) {
  func rotr(_ x: UInt32, _ n: UInt32) -> UInt32 { x >> n | x << (32 - n) }

  var w = (0..<16).map { t in
    block[(t * 4)..<(t * 4 + 4)].reduce(UInt32(0)) { word, byte in word << 8 | UInt32(byte) }
  }
  for t in 16..<64 {
    let s0 = rotr(w[t - 15], 7) ^ rotr(w[t - 15], 18) ^ w[t - 15] >> 3
    let s1 = rotr(w[t - 2], 17) ^ rotr(w[t - 2], 19) ^ w[t - 2] >> 10
    w.append(s1 &+ w[t - 7] &+ s0 &+ w[t - 16])
  }

  var v = state
  for t in 0..<64 {
    let (a, b, c, e, f, g) = (v[0], v[1], v[2], v[4], v[5], v[6])
    let choice = (e & f) ^ (~e & g)
    let majority = (a & b) ^ (a & c) ^ (b & c)
    let t1 = v[7] &+ (rotr(e, 6) ^ rotr(e, 11) ^ rotr(e, 25)) &+ choice &+ k[t] &+ w[t]
    let t2 = (rotr(a, 2) ^ rotr(a, 13) ^ rotr(a, 22)) &+ majority
    v = [t1 &+ t2, a, b, c, v[3] &+ t1, e, f, g]
  }
  for i in state.indices { state[i] &+= v[i] }
}
