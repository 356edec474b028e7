#pragma once

#include <stdint.h>

#include "Constant.h"
#include "TextSize.h"

/// What laying out text needs to know of Unicode's characters; ../README.md describes every byte.
extern const uint8_t sleeve_text[];

/// Swift does not import an array of this length, so it takes the address from here; a WebAssembly
/// module has it from the board: Constant.h.
#ifdef __wasm__
const uint8_t *_Nonnull sleeve_text_start(void);
#else
static inline const uint8_t *_Nonnull sleeve_text_start(void) { return sleeve_text; }
#endif
