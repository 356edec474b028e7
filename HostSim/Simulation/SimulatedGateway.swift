import Firmware
import Foundation

/// A gateway in memory: it answers in virtual time, at a network's pace.
public final class SimulatedGateway {
  /// How the network behaves.
  public struct Network: Sendable {
    /// From the request to the first byte of the answer, milliseconds, least and most.
    public var latencyMs: ClosedRange<UInt64> = 30...90
    public var bytesPerSecond: UInt64 = 400_000

    public init() {}
  }

  private let clock: VirtualClock
  private let network: Network
  private var random: SeededGenerator
  /// What is answered at a moment (milliseconds since the start), without or with the picture.
  private let answer: (_ milliseconds: UInt64, _ withCover: Bool) -> [UInt8]
  private var body: [UInt8] = []
  private var sent = 0
  private var begins: UInt64 = 0
  private var hasHead = false
  private var isOpen = false

  public init(
    clock: VirtualClock, network: Network = Network(), seed: UInt64,
    answer: @escaping (_ milliseconds: UInt64, _ withCover: Bool) -> [UInt8]
  ) {
    self.clock = clock
    self.network = network
    random = SeededGenerator(seed: seed)
    self.answer = answer
  }

  func open(_ resource: GatewayResource) {
    let withCover = if case .cover = resource { true } else { false }
    body = answer(clock.nanoseconds / 1_000_000, withCover)
    sent = 0
    hasHead = false
    isOpen = true
    begins = clock.nanoseconds + UInt64.random(in: network.latencyMs, using: &random) * 1_000_000
  }

  func cancel() { isOpen = false }

  func poll(_ buffer: inout MutableSpan<UInt8>) -> HTTPEvent {
    if !isOpen || clock.nanoseconds < begins { return .pending }
    if !hasHead {
      hasHead = true
      return .head(status: body.isEmpty ? 204 : 200)
    }
    if sent == body.count {
      isOpen = false
      return .end
    }
    let arrived = (clock.nanoseconds - begins) / 1_000 * network.bytesPerSecond / 1_000_000
    let count = min(Int(min(arrived, UInt64(body.count))) - sent, buffer.count)
    if count <= 0 { return .pending }
    for index in 0..<count { buffer[index] = body[sent + index] }
    sent += count
    return .body(count: count)
  }
}

/// The firmware's end of a ``SimulatedGateway``.
public struct SimulatedClient: HTTPClient {
  let gateway: SimulatedGateway

  public init(gateway: SimulatedGateway) { self.gateway = gateway }

  public func open(_ resource: GatewayResource) { gateway.open(resource) }
  public func poll(_ buffer: inout MutableSpan<UInt8>) -> HTTPEvent { gateway.poll(&buffer) }
  public func cancel() { gateway.cancel() }
}
