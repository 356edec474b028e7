import Firmware

typealias MeasuredDevice = Device<MeasuredBus, MeasuredClient, MeasuredTime>
typealias MeasuredUpdater = Updater<MeasuredClient, MeasuredFlash, NoKeys, SHA256>

/// The whole core as the images have it that are measured and not run.
struct MeasuredCore: ~Copyable {
  var device = MeasuredDevice.make()
  var updater = MeasuredUpdater.make()
  var supervisor = Supervisor(network: MeasuredNetwork())

  mutating func step(now: Instant) -> Instant {
    let next = supervisor.goOn(now: now, &device).earlier(device.goOn(now: now))
    return next.earlier(updater.goOn(now: now, &device))
  }
}

// The core's entries, each a function of its own: the size report tells the core from the board by the
// functions in which code lies.

extension Device
where Bus == MeasuredBus, Client == MeasuredClient, Time == MeasuredTime {
  @inline(never)
  static func make() -> Self {
    Device(
      bus: MeasuredBus(), metadataClient: MeasuredClient(), coverClient: MeasuredClient(),
      time: MeasuredTime(), version: Version(AppDescriptor.version), fallback: Documents.fallback,
      seed: 1, now: Instant(milliseconds: 0))
  }

  @inline(never)
  mutating func goOn(now: Instant) -> Instant { step(now: now) }
}

extension Updater
where
  Client == MeasuredClient, Flash == MeasuredFlash, Verifier == NoKeys, Hash == SHA256
{
  @inline(never)
  fileprivate static func make() -> Self {
    Updater(
      client: MeasuredClient(), flash: MeasuredFlash(), verifier: NoKeys(),
      identity: FirmwareIdentity(
        version: Version(AppDescriptor.version), board: AppDescriptor.board, securityVersion: 0),
      deviceID: ShortText(), seed: 1)
  }

  @inline(never)
  fileprivate mutating func goOn(now: Instant, _ device: inout MeasuredDevice) -> Instant {
    step(now: now, of: &device)
  }
}

extension Supervisor where Network == MeasuredNetwork {
  @inline(never)
  fileprivate mutating func goOn(now: Instant, _ device: inout MeasuredDevice) -> Instant {
    step(now: now, of: &device)
  }
}
