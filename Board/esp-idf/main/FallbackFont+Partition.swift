extension FallbackFont {
  /// The font in the partition `font`, mapped into memory for the rest of the run; nil where none
  /// was flashed, and then what the built-in fonts lack is drawn as boxes.
  static func mapped() -> FallbackFont? {
    guard
      let partition = unsafe esp_partition_find_first(
        ESP_PARTITION_TYPE_DATA, esp_partition_subtype_t(subtype), nil)
    else {
      Log.write("font", SDKError.noPartition)
      return nil
    }
    var start: UnsafeRawPointer?
    var handle: esp_partition_mmap_handle_t = 0
    let size = unsafe Int(truncatingIfNeeded: partition.pointee.size)
    let code = unsafe esp_partition_mmap(
      partition, 0, size, ESP_PARTITION_MMAP_DATA, &start, &handle)
    guard code == ESP_OK, let start = unsafe start else {
      Log.write("font", SDKError(code: code))
      return nil
    }
    guard
      let font = unsafe FallbackFont(
        start: start.assumingMemoryBound(to: UInt8.self), count: size)
    else {
      Log.write("font: none in its partition")
      return nil
    }
    return font
  }

  /// In the partition table, of those that are free for applications.
  private static var subtype: UInt32 { 0x41 }
}
