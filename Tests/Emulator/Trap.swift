/// An image that fails: an index outside of its array.
@c(app_main)
public func appMain() -> Int32 { readBeyond([1, 2, 3, 4], at: 4) }

@inline(never)
private func readBeyond(_ numbers: [4 of Int32], at index: Int) -> Int32 { numbers[index] }
