import Foundation

/// Where a command's words go: results to `out`, diagnostics to `err`.
public struct Console {
  let out: (String) -> Void
  let err: (String) -> Void
  /// Takes a line that says how far long work is, in place of the one before.
  let progress: (String) -> Void

  public init(
    out: @escaping (String) -> Void, err: @escaping (String) -> Void,
    progress: @escaping (String) -> Void = { _ in }
  ) {
    self.out = out
    self.err = err
    self.progress = progress
  }

  /// The process's own streams.
  public static var standard: Console {
    let streams = StandardStreams()
    return Console(out: streams.out, err: streams.err, progress: streams.progress)
  }

  /// The console of a command that writes these files: where one of them is standard output, no
  /// words get between its bytes.
  func beside(_ paths: String?...) -> Console {
    guard paths.contains(HostFile.standardStream) else { return self }
    return Console(out: err, err: err, progress: progress)
  }
}

/// Standard output and standard error of this process.
private final class StandardStreams {
  private let output = OutputFile(descriptor: STDOUT_FILENO)
  private let errors = OutputFile(descriptor: STDERR_FILENO)
  private var hasProgress = false
  private static let eraseLine = "\r\u{1B}[K"

  /// Ends the process where the line cannot be written: no result after it would be of use.
  func out(_ line: String) {
    clear()
    do throws(PictureError) {
      try output.write(Array((line + "\n").utf8))
    } catch {
      err("hostsim: standard output: \(error)")
      exit(1)
    }
  }

  func err(_ line: String) {
    clear()
    try? errors.write(Array((line + "\n").utf8))
  }

  /// Only a person at a terminal is shown how far work is.
  func progress(_ line: String) {
    guard isatty(STDERR_FILENO) == 1 else { return }
    hasProgress = true
    try? errors.write(Array((Self.eraseLine + line).utf8))
  }

  private func clear() {
    if !hasProgress { return }
    hasProgress = false
    try? errors.write(Array(Self.eraseLine.utf8))
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
