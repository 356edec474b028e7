#pragma once

#include <stdint.h>

// bench_module.c: the core through WebAssembly and C.

/// Makes the module. To be called once, before the first reading.
void module_start(void);

/// Reads a document in pieces of up to `piece` bytes, 512 at most; whether it is valid, 1 or 0.
uint32_t module_read(const uint8_t *_Nonnull document, uint32_t count, uint32_t piece);
