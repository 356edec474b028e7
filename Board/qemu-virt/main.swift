import CBoard
import CScript

/// The entry of the emulated board: what the image says of itself, the script over the port, and what
/// was measured meanwhile.
AppDescriptor.announce()
board_exit(run() ? 0 : 1)

private func run() -> Bool {
  var passed = SelfTest.passes()
  let start = StackMeter.depth { script_begin() }
  let steps = StackMeter.depth { passed = script_play() == 1 && passed }
  CoreState.report()
  StackMeter.report("start-stack ", start)
  StackMeter.report("stack ", steps)
  Console.write(passed ? "pass\n" : "fail\n")
  return passed
}
