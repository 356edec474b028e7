/// libFuzzer's way in: https://llvm.org/docs/LibFuzzer.html.
///
/// One program has all targets; the name under which it is started says which one runs.
nonisolated(unsafe) private var target = FuzzTarget.json

@c(LLVMFuzzerInitialize)
public func initialize(
  _ count: UnsafeMutablePointer<Int32>?,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>?
) -> Int32 {
  guard let program = arguments?.pointee?.pointee else { return 0 }
  let name = String(cString: program).split(separator: "/").last ?? ""
  guard let chosen = FuzzTarget.allCases.first(where: { "\($0.name)" == name }) else {
    fatalError("no target is called \(name)")
  }
  target = chosen
  return 0
}

@c(LLVMFuzzerTestOneInput)
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  target.run(Array(UnsafeBufferPointer(start: data, count: count)))
  return 0
}

func stopFuzzing(_ what: StaticString) -> Never { fatalError("\(what)") }
