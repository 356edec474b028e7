#pragma once

#include <stdint.h>

#include "Constant.h"
#include "WordsSize.h"

/// The words of the glass in all languages; ../README.md describes every byte.
extern const uint8_t sleeve_words[];

/// Swift does not import an array of this length, so it takes the address from here; a WebAssembly
/// module has it from the board: Constant.h.
#ifdef __wasm__
const uint8_t *_Nonnull sleeve_words_start(void);
#else
static inline const uint8_t *_Nonnull sleeve_words_start(void) { return sleeve_words; }
#endif
