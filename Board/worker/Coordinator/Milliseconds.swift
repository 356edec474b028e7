/// Unix time, or a span of it, in milliseconds: 64 bits wide where `Int` has 32.
public typealias Milliseconds = Int64
