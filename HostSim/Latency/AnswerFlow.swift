/// When the bytes of an answer have come and are decrypted, record by record.
struct AnswerFlow {
  private(set) var records: [(ns: UInt64, bytes: Int)] = []
  /// When the first and the last segment came.
  private(set) var firstNs: UInt64 = 0
  private(set) var lastNs: UInt64 = 0

  /// An answer of `byteCount` bytes that a server begins to send at `startNs`.
  ///
  /// Slow start and the device's window hold the server back: the window opens as the device reads,
  /// which it does not while it decrypts.
  init(
    _ model: NetworkModel, byteCount: Int, startNs: UInt64, _ random: inout SeededGenerator
  ) {
    let size = NetworkModel.segmentBytes
    let count = (byteCount + size - 1) / size
    let airNs = UInt64(size) * 1_000_000_000 / NetworkModel.linkBytesPerSecond
    let window = model.windowBytes / size
    var acknowledged: [UInt64] = []
    var read: [UInt64] = []
    var (freeNs, inRecord): (UInt64, Int) = (0, 0)
    for index in 0..<count {
      var sentNs = startNs
      if index >= NetworkModel.firstSegments {
        sentNs = max(sentNs, acknowledged[(index - NetworkModel.firstSegments) / 2])
      }
      if index >= window { sentNs = max(sentNs, read[index - window] + model.oneWayNs) }
      var arrivedNs = max(sentNs + model.oneWayNs, index > 0 ? lastNs + airNs : 0)
      if index == 0, model.radioSleeps {
        arrivedNs = (arrivedNs / NetworkModel.beaconNs + 1) * NetworkModel.beaconNs
      }
      if Int.random(in: 0..<1_000, using: &random) < model.lossPerMille {
        // Three later segments tell the sender; behind the last ones there are none.
        arrivedNs += model.roundTripNs + (count - index > 3 ? 0 : NetworkModel.retransmissionNs)
      }
      if index == 0 { firstNs = arrivedNs }
      lastNs = arrivedNs
      acknowledged.append(arrivedNs + model.oneWayNs)
      read.append(max(arrivedNs, freeNs))
      inRecord += min(size, byteCount - index * size)
      if inRecord >= model.recordBytes || index == count - 1 {
        freeNs = read[index] + UInt64(inRecord) * NetworkModel.cpuNsPerByte
        records.append((freeNs, inRecord))
        inRecord = 0
      }
    }
  }
}
