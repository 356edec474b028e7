import CCurl

/// The connections of all clients of a device: one is kept, for whichever request comes next.
final class CurlConnections {
  private let multi = curl_multi_init()
  /// How transfers ended that nobody has asked for yet.
  private var outcomes: [UnsafeMutableRawPointer: CURLcode] = [:]

  init() { shim_set_connections(multi, 1) }

  deinit { curl_multi_cleanup(multi) }

  func add(_ easy: UnsafeMutableRawPointer) { curl_multi_add_handle(multi, easy) }

  func remove(_ easy: UnsafeMutableRawPointer) {
    curl_multi_remove_handle(multi, easy)
    outcomes[easy] = nil
  }

  /// Lets libcurl do what can be done without waiting, for all transfers.
  func work() {
    var running: Int32 = 0
    curl_multi_perform(multi, &running)
    var left: Int32 = 0
    while let message = curl_multi_info_read(multi, &left) {
      if message.pointee.msg == CURLMSG_DONE {
        outcomes[message.pointee.easy_handle] = shim_result(message)
      }
    }
  }

  /// How a transfer ended; nil while it is under way.
  func outcome(of easy: UnsafeMutableRawPointer) -> CURLcode? { outcomes[easy] }

  /// Waits until something may have come, `milliseconds` at most.
  func wait(milliseconds: Int32) { curl_multi_poll(multi, nil, 0, milliseconds, nil) }
}
