import CBoard

/// The device and all that belongs to it. A variable of a main file is made where it lies, in
/// static memory, before the statements below it run: neither a copy on the stack nor a lazy
/// initialiser.
nonisolated(unsafe) private var stage = EmulatedStage()

AppDescriptor.announce()
let passed = SelfTest.passes()
let played = unsafe Script.play(on: &stage)
CoreState.report()
StackMeter.report()
Console.write(passed && played ? "pass\n" : "fail\n")
board_exit(passed && played ? 0 : 1)
