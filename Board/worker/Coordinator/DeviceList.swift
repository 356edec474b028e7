/// The devices that asked, for the set-up page.
struct DeviceList {
  private static let idBytesMax = 64
  private static let agentBytesMax = 96

  private var devices = RecentList(countMax: 64)

  mutating func see(_ id: Bytes, _ agent: Bytes?, _ now: Milliseconds) {
    devices.note(id.cut(Self.idBytesMax), agent?.cut(Self.agentBytesMax), now)
  }

  mutating func restore(_ state: Span<UInt8>) {
    let paths: StaticString = "devices[] devices[].id devices[].agent devices[].last_ms"
    JSONFields(state, paths)?.forEachElement("devices[]") { device in
      guard let id = device.whole("devices[].id") else { return }
      see(id, device.text("devices[].agent"), device.number("devices[].last_ms") ?? 0)
    }
  }

  func write(to json: inout JSONWriter) {
    json.name("devices")
    json.beginArray()
    for device in devices.entries {
      json.beginObject()
      json.member("id", device.id)
      json.member("agent", device.text)
      json.member("last_ms", device.time)
      json.endObject()
    }
    json.endArray()
  }
}
