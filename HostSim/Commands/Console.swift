import Foundation

/// Where a command's words go: results to `out`, diagnostics to `err`.
public struct Console {
  let out: (String) -> Void
  let err: (String) -> Void

  public init(out: @escaping (String) -> Void, err: @escaping (String) -> Void) {
    self.out = out
    self.err = err
  }

  /// The process's own streams.
  public static var standard: Console {
    Console(
      out: { FileHandle.standardOutput.write(Data(($0 + "\n").utf8)) },
      err: { FileHandle.standardError.write(Data(($0 + "\n").utf8)) })
  }
}

/// Why a command ended early.
public enum CommandFailure: Error {
  /// The input or the run failed: one line, exit status 1.
  case failed(String)
  /// The words of the call are off: one line and the usage, exit status 2.
  case usage(String)
  /// Not a failure at all: `--help` was asked for.
  case help
}
