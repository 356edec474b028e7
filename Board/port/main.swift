import CPort
import Firmware

/// The device and all that belongs to it. A variable of a main file is made where it lies, in static
/// memory, before the statements below it run: neither a copy on the stack nor a lazy initialiser.
nonisolated(unsafe) var loop = PortLoop()
