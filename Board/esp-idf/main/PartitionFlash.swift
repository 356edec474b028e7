/// The flash of the chip as updates touch it, by the names of `partitions.csv`.
@safe struct PartitionFlash: UpdateFlash, ~Copyable {
  private let otadata: UnsafePointer<esp_partition_t>
  private let journal: UnsafePointer<esp_partition_t>
  private let slots: (UnsafePointer<esp_partition_t>, UnsafePointer<esp_partition_t>)
  let runningSlot: Slot

  private static var sectorByteCount: Int { 4_096 }
  /// The journal's subtype in the partition table, of those that are free for applications.
  private static var journalSubtype: UInt32 { 0x40 }

  /// Finds the partitions; throws where the table lacks one, or what runs was started from none of
  /// the slots.
  init() throws(SDKError) {
    let otadata = unsafe try Self.find(ESP_PARTITION_TYPE_DATA, ESP_PARTITION_SUBTYPE_DATA_OTA)
    let journal = unsafe try Self.find(
      ESP_PARTITION_TYPE_DATA, esp_partition_subtype_t(Self.journalSubtype))
    let first = unsafe try Self.find(ESP_PARTITION_TYPE_APP, ESP_PARTITION_SUBTYPE_APP_OTA_0)
    let second = unsafe try Self.find(ESP_PARTITION_TYPE_APP, ESP_PARTITION_SUBTYPE_APP_OTA_1)
    guard let running = unsafe esp_ota_get_running_partition() else { throw .noPartition }
    let isFirst = unsafe running.pointee.address == first.pointee.address
    let isSecond = unsafe running.pointee.address == second.pointee.address
    if !isFirst && !isSecond { throw .noPartition }
    unsafe self.otadata = otadata
    unsafe self.journal = journal
    unsafe slots = (first, second)
    runningSlot = isFirst ? .first : .second
  }

  private static func find(
    _ type: esp_partition_type_t, _ subtype: esp_partition_subtype_t
  ) throws(SDKError) -> UnsafePointer<esp_partition_t> {
    guard let partition = unsafe esp_partition_find_first(type, subtype, nil) else {
      throw .noPartition
    }
    return unsafe partition
  }

  private func partition(_ region: FlashRegion) -> UnsafePointer<esp_partition_t> {
    switch region {
    case .otadata: unsafe otadata
    case .journal: unsafe journal
    case .slot(.first): unsafe slots.0
    case .slot(.second): unsafe slots.1
    }
  }

  // MARK: UpdateFlash

  var slotByteCount: UInt32 {
    unsafe min(slots.0.pointee.size, slots.1.pointee.size)
  }

  mutating func read(
    _ region: FlashRegion, at offset: UInt32, into bytes: inout MutableSpan<UInt8>
  ) throws(SDKError) {
    let target = unsafe partition(region)
    let code = unsafe bytes.withUnsafeMutableBytes { buffer in
      unsafe esp_partition_read(
        target, Int(truncatingIfNeeded: offset), buffer.baseAddress, buffer.count)
    }
    try check(code)
  }

  mutating func write(
    _ bytes: Span<UInt8>, to region: FlashRegion, at offset: UInt32
  ) throws(SDKError) {
    let target = unsafe partition(region)
    let code = unsafe bytes.withUnsafeBytes { buffer in
      unsafe esp_partition_write(
        target, Int(truncatingIfNeeded: offset), buffer.baseAddress, buffer.count)
    }
    try check(code)
  }

  mutating func erase(_ region: FlashRegion, sectorAt offset: UInt32) throws(SDKError) {
    try check(
      unsafe esp_partition_erase_range(
        partition(region), Int(truncatingIfNeeded: offset), Self.sectorByteCount))
  }

  /// The bootloader's own check: magic, chip, segments, checksum and the hash at the image's end.
  ///
  /// Reads all of the image, which takes about a second.
  mutating func isBootable(_ slot: Slot, byteCount: UInt32) throws(SDKError) -> Bool {
    let target = unsafe partition(.slot(slot))
    var position = unsafe esp_partition_pos_t(
      offset: target.pointee.address, size: target.pointee.size)
    var metadata = esp_image_metadata_t()
    let code = unsafe esp_image_verify(ESP_IMAGE_VERIFY, &position, &metadata)
    // ESP_FAIL stands for another chip or revision, and where the MMU has pages of several sizes, as
    // on the ESP32-C6, for an image that is no application.
    if code == ESP_ERR_IMAGE_INVALID || code == ESP_FAIL { return false }
    try check(code)
    var description = esp_app_desc_t()
    // A bootloader's image, say, has no descriptor of an application.
    let described = unsafe esp_ota_get_partition_description(target, &description)
    if described == ESP_ERR_NOT_FOUND { return false }
    try check(described)
    return metadata.image_len <= byteCount
  }
}
