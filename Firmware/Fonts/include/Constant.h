#pragma once

#include <stdint.h>

/// Byte `offset` of the constants at `start`, which has more than that many.
///
/// A WebAssembly module's memory is RAM: constants as large as fonts stay where the board has them.
/// The module knows their address, and has the board read them.
#ifdef __wasm__
uint8_t sleeve_constant(const uint8_t *_Nonnull start, intptr_t offset);
#else
__attribute__((always_inline)) static inline uint8_t
sleeve_constant(const uint8_t *_Nonnull start, intptr_t offset) {
    return start[offset];
}
#endif
