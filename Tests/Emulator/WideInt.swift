import Firmware

/// What a word from outside must not become without a check: the compiler stops it.
func offset(_ word: UInt32) -> Int { Int(word) }
