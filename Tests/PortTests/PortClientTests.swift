import CPort
import Firmware
import Port
import Testing

extension PortTests {
  @Suite struct Clients {
    private let port = FakePort.reset()

    private func client(
      _ gateway: String = "https://gateway.example", _ role: PortClient.Role = .metadata,
      device: String = "desk"
    ) -> PortClient {
      PortClient(
        role,
        as: HTTPCaller(
          gateway: ShortText(Array(gateway.utf8).span),
          deviceID: ShortText(Array(device.utf8).span), version: Version("1.2.3-rc.1"),
          board: ShortText(Array("esp32".utf8).span)))
    }

    private let agent = "User-Agent: sleeve/1.2.3-rc.1 (esp32)\r\n"
    private let accept = "Accept: application/json\r\n"
    private let device = "X-Sleeve-Device: desk\r\n"

    @Test(arguments: [
      ("https://gateway.example", "https://gateway.example"),
      ("https://gateway.example/", "https://gateway.example"),
      ("http://10.0.0.2:8080/sleeve//", "http://10.0.0.2:8080/sleeve"),
    ])
    func documentsAreAskedForBelowTheGatewaysAddress(_ gateway: String, _ base: String) {
      var client = client(gateway)
      client.open(HTTPRequest(.nowPlaying(since: nil)))
      #expect(
        port.requests[0]
          == FakePort.Request(
            url: "\(base)/now-playing", headers: agent + accept + device, deadlineMs: 10_000,
            flags: SLEEVE_REQUEST_GATEWAY | SLEEVE_REQUEST_KEEP))
      client.open(HTTPRequest(.cover(Size(width: 240, height: 172))))
      #expect(
        port.requests[0]
          == FakePort.Request(
            url: "\(base)/now-playing?cover=rgb565&encoding=rle&width=240&height=172",
            headers: agent + accept + device, deadlineMs: 45_000,
            flags: SLEEVE_REQUEST_GATEWAY | SLEEVE_REQUEST_KEEP))
      client.open(HTTPRequest(.manifest))
      #expect(
        port.requests[0]
          == FakePort.Request(
            url: "\(base)/firmware/manifest.json?board=esp32",
            headers: agent + accept + device, deadlineMs: 10_000,
            flags: SLEEVE_REQUEST_GATEWAY | SLEEVE_REQUEST_KEEP))
    }

    /// RFC 7240: `Prefer`.
    @Test(arguments: [0, 999, 1_000, 1_795_205_700_007, 4_102_444_799_999] as [UInt64])
    func aQuestionThatMayBeHeldSaysSinceWhen(_ since: UInt64) {
      var client = client()
      client.open(HTTPRequest(.nowPlaying(since: since)))
      let request = port.requests[0]
      let digits = since < 1_000 ? "0" + String(1_000 + since).dropFirst() : String(since)
      #expect(
        request?.headers == agent + accept + "Prefer: wait=25; since=\(digits)\r\n" + device)
      #expect(request?.deadlineMs == 35_000)
    }

    @Test func aDeviceWithoutANameTellsNone() {
      var client = client(device: "")
      client.open(HTTPRequest(.nowPlaying(since: nil)))
      #expect(port.requests[0]?.headers == agent + accept)
    }

    @Test func theLongestOfAllFits() {
      let (name, version) = (String(repeating: "n", count: 32), String(repeating: "1", count: 64))
      let gateway = "https://" + String(repeating: "g", count: 120)
      var client = PortClient(
        .update,
        as: HTTPCaller(
          gateway: ShortText(Array(gateway.utf8).span), deviceID: ShortText(Array(name.utf8).span),
          version: Version(Array(version.utf8).span), board: ShortText(Array(name.utf8).span)))
      client.open(HTTPRequest(image: Array(gateway.utf8).span, from: .max))
      #expect(
        port.requests[2]?.headers == """
          User-Agent: sleeve/\(version) (\(name))\r\nAccept: */*\r\n\
          Range: bytes=4294967295-\r\nX-Sleeve-Device: \(name)\r\n
          """)
      client.open(HTTPRequest(.manifest))
      #expect(port.requests[2]?.url == "\(gateway)/firmware/manifest.json?board=\(name)")
    }

    @Test func anAddressThatNobodyHasSetLeadsNowhere() {
      var client = client("")
      client.open(HTTPRequest(.nowPlaying(since: nil)))
      #expect(port.requests[0]?.url == "")
    }

    @Test func eachClientIsAnother() {
      var cover = client("http://g", .cover)
      var update = client("http://g", .update)
      cover.open(HTTPRequest(.nowPlaying(since: nil)))
      update.open(HTTPRequest(.manifest))
      update.cancel()
      #expect(port.requests.keys.sorted() == [1, 2])
      #expect(port.calls == ["cancel 2"])
    }

    @Test(arguments: [
      ("https://gateway.example/image.bin", true),
      ("https://GATEWAY.example:443/image.bin", true),
      ("http://gateway.example/image.bin", false),
      ("https://gateway.example:8443/image.bin", false),
      ("https://gateway.example.org/image.bin", false),
      ("https://other.example/image.bin", false),
      ("https://gateway.example@other.example/image.bin", false),
      ("gateway.example/image.bin", false),
      ("", false),
    ])
    func credentialsGoToTheGatewaysOriginOnly(_ url: String, _ isOwn: Bool) {
      var client = client("https://gateway.example/", .update)
      client.open(HTTPRequest(image: Array(url.utf8).span, from: 512))
      #expect(
        port.requests[2]
          == FakePort.Request(
            url: url,
            headers: agent + "Accept: */*\r\nRange: bytes=512-\r\n" + (isOwn ? device : ""),
            deadlineMs: 3_600_000, flags: isOwn ? SLEEVE_REQUEST_GATEWAY : 0))
    }

    /// The same host and port without TLS, and an address that no URL of this protocol is.
    @Test(arguments: ["https://gateway.example:8443/", "https://user@gateway.example/"])
    func neitherPlainTextNorAUserIsTheGateway(_ gateway: String) {
      let url = gateway.replacing("https://gateway", with: "http://gateway")
      var client = client(gateway, .update)
      client.open(HTTPRequest(image: Array(url.utf8).span, from: 0))
      #expect(port.requests[2]?.url == url && port.requests[2]?.flags == 0)
    }

    @Test func withoutAGatewayNobodyGetsCredentials() {
      var client = client("", .update)
      client.open(HTTPRequest(image: Array("https://other.example/".utf8).span, from: 0))
      #expect(port.requests[2]?.flags == 0)
      #expect(port.requests[2]?.headers == agent + "Accept: */*\r\n")
    }

    /// The event of a poll with room for 16 bytes, in words.
    private func poll(_ client: inout PortClient) -> String {
      var room = [UInt8](repeating: 0, count: 16)
      var buffer = room.mutableSpan
      return switch client.poll(&buffer) {
      case .pending: "pending"
      case .head(let head): "head \(head.status)"
      case .body(let count): "body \(count)"
      case .end: "end"
      case .failed(let failure): "\(failure)"
      }
    }

    @Test(arguments: [
      (0, "pending"), (-1, "head 200"), (-2, "end"), (-3, "noNetwork"), (-4, "noConnection"),
      (-5, "notTrusted"), (-6, "broken"), (-7, "timedOut"), (-8, "noMemory"), (1, "body 1"),
      (16, "body 16"),
    ])
    func eachAnswerIsACase(_ answer: Int32, _ event: String) {
      port.answers["http_poll"] = answer
      var client = client()
      #expect(poll(&client) == event)
      #expect(port.log.isEmpty && port.calls.isEmpty)
    }

    @Test(arguments: [17, 65_536, .max, -9, -100, .min])
    func aCountThatCannotBeEndsTheRequest(_ answer: Int32) {
      port.answers["http_poll"] = answer
      var client = client()
      #expect(poll(&client) == "broken")
      #expect(port.log == ["port: sleeve_http_poll must not answer \(answer)"])
      #expect(port.calls == ["cancel 0"])
    }

    @Test func anEmptyBufferTakesNothing() {
      port.answers["http_poll"] = 1
      var client = client()
      var room: [UInt8] = []
      var buffer = room.mutableSpan
      guard case .failed(.broken) = client.poll(&buffer) else {
        Issue.record("a byte without room")
        return
      }
    }

    /// The head that a poll gives; nil where it gives none.
    private func head(_ headers: [Int: String]) -> HTTPHead? {
      port.answers["http_poll"] = SLEEVE_HTTP_HEAD
      for (header, value) in headers { port.headers[UInt32(header)] = value }
      var client = client()
      var room = [UInt8](repeating: 0, count: 16)
      var buffer = room.mutableSpan
      guard case .head(let head) = client.poll(&buffer) else { return nil }
      return head
    }

    private func retryAfter(_ head: HTTPHead?) -> String? {
      guard var value = head?.retryAfter else { return nil }
      return value.withBytes { bytes in
        String(decoding: bytes.indices.map { bytes[$0] }, as: UTF8.self)
      }
    }

    @Test func aHeadWithoutHeadersHasNone() {
      let head = head([:])
      #expect(head?.retryAfter.isEmpty == true)
      #expect(head?.contentLength == nil)
      #expect(head?.rangeStart == nil)
    }

    @Test(arguments: [
      ("120", "120"), ("Fri, 20 Nov 2026 20:15:00 GMT", "Fri, 20 Nov 2026 20:15:00 GMT"),
      (String(repeating: "9", count: 40), String(repeating: "9", count: 40)),
      (String(repeating: "9", count: 41), ""), ("", ""),
    ])
    func retryAfterIsTakenAsItIs(_ value: String, _ taken: String) {
      #expect(retryAfter(head([SLEEVE_HEADER_RETRY_AFTER: value])) == taken)
    }

    @Test(
      arguments: [
        ("0", 0), ("25106", 25_106), ("4294967294", 4_294_967_294), ("4294967295", .max),
        ("4294967296", .max), ("99999999999999999999999999", .max), ("", nil), ("-1", nil),
        ("12 ", nil), ("0x10", nil),
      ] as [(String, UInt32?)])
    func contentLengthIsANumberOrNone(_ value: String, _ length: UInt32?) {
      #expect(head([SLEEVE_HEADER_CONTENT_LENGTH: value])?.contentLength == length)
    }

    @Test(
      arguments: [
        ("bytes 512-1023/2048", 512), ("Bytes 0-0/*", 0), ("bytes 4294967296-5/6", .max),
        ("bytes */2048", nil), ("bytes -5/10", nil), ("bytes 512", nil), ("items 5-6/7", nil),
        ("bytes ", nil), ("", nil), ("bytes 5x-6/7", nil),
      ] as [(String, UInt32?)])
    func rangeStartIsTheFirstNumber(_ value: String, _ start: UInt32?) {
      #expect(head([SLEEVE_HEADER_CONTENT_RANGE: value])?.rangeStart == start)
    }

    @Test(arguments: [0, 99, 1_000, 65_736, .max, -1, .min])
    func aStatusThatCannotBeEndsTheRequest(_ status: Int32) {
      port.answers["http_status"] = status
      #expect(head([:]) == nil)
      #expect(port.log == ["port: sleeve_http_status must not answer \(status)"])
      #expect(port.calls == ["cancel 0"])
    }

    @Test(arguments: [-2, .min])
    func aHeaderThatFailsEndsTheRequest(_ answer: Int32) {
      port.answers["http_header"] = answer
      #expect(head([:]) == nil)
      #expect(port.calls == ["cancel 0"])
    }

    @Test func aHeadersLengthBeyondItsRoomIsNotBelieved() {
      port.answers["http_header"] = .max
      #expect(head([SLEEVE_HEADER_CONTENT_LENGTH: "5"])?.contentLength == nil)
    }
  }
}
