import CBoard
import CCorpus

/// Runs the corpora of all targets where `Int` has 32 bits.
///
/// A conversion that does not fit traps here, and never on the host.
@c(app_main)
public func appMain() -> Int32 {
  precondition(Int.bitWidth == 32)
  enable_floating_point()
  for target in FuzzTarget.allCases {
    Console.write(target.name)
    guard let corpus = corpus(of: target) else { stopFuzzing(" has no corpus") }
    var inputs: UInt32 = 0
    var place = 0
    while place < corpus.count {
      place = run(corpus, at: place, of: target)
      inputs += 1
    }
    Console.write(" ")
    Console.write(inputs)
    Console.write("\n")
  }
  return 0
}

private func corpus(of target: FuzzTarget) -> Span<UInt8>? {
  let name = target.name
  for index in 0..<corpus_count() {
    let corpus = corpus_at(index)
    if is_name(corpus.name, name.utf8Start) {
      let bytes = Span(_unsafeStart: corpus.start, count: corpus.end - corpus.start)
      return _overrideLifetime(bytes, copying: ())
    }
  }
  return nil
}

/// Runs the input at `place`, and returns where the next one begins.
private func run(_ corpus: Span<UInt8>, at place: Int, of target: FuzzTarget) -> Int {
  let start = place + 2
  let end = start + (Int(corpus[place]) | Int(corpus[place + 1]) << 8)
  target.run((start..<end).map { corpus[$0] })
  return end
}

func stopFuzzing(_ what: StaticString) -> Never {
  Console.write(": ")
  Console.write(what)
  Console.write("\n")
  board_exit(1)
}
