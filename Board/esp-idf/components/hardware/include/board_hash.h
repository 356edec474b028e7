#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// SHA-256 by the chip's hardware, through PSA. In C, because what PSA keeps of a message depends on
// definitions that the build gives to C alone.

typedef struct board_hash board_hash;

/// Makes a hash, in the SDK's heap; null where there is no memory.
board_hash *_Nullable board_hash_create(void);

/// Gives it back.
void board_hash_destroy(board_hash *_Nonnull hash);

/// Appends to the message, which begins with the first byte after the last one was finished.
void board_hash_update(board_hash *_Nonnull hash, const uint8_t *_Nonnull bytes, size_t count);

/// Ends the message and writes 32 bytes; false, with the cause logged, where something failed on
/// the way.
bool board_hash_finish(board_hash *_Nonnull hash, uint8_t *_Nonnull digest);
