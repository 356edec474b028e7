#pragma once

// The same work as the core's, in plain C and byte by byte: what the bench holds the core against.
// It allocates nothing either, and is compiled with -O2 for the same processor.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// sink.c: where the pixels go, instead of to a bus.

/// Takes whole pixels, two bytes each: counts the bytes, and hashes them when that is switched on.
void sink_take(const uint8_t *_Nonnull bytes, uint32_t byte_count);
/// Starts counting again; `hashing` costs time, and is for comparing pictures, not for measuring.
void sink_reset(bool hashing);
uint32_t sink_byte_count(void);
/// FNV-1a of the bytes since the reset.
uint32_t sink_hash(void);

// now_playing.c and cover.c.

/// Reads a now-playing document in pieces of `piece_byte_count`, its cover into the sink.
/// Returns whether the document and its cover, if it has one, are complete and well-formed.
bool reference_read(
    const uint8_t *_Nonnull document, uint32_t byte_count, uint32_t piece_byte_count);

// sha256.c.

/// Writes the 32 bytes of the digest of `byte_count` bytes at `message`.
void reference_sha256(
    const uint8_t *_Nonnull message, uint32_t byte_count, uint8_t *_Nonnull digest);
