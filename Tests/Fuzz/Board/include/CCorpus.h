#pragma once

#include <stdint.h>

/// A corpus that is linked into the image, as corpus.py packs it.
typedef struct {
    const char *_Nonnull name;
    const uint8_t *_Nonnull start;
    const uint8_t *_Nonnull end;
} corpus;

extern const corpus corpora[], corpora_end[];

/// Whether both texts are the same.
static inline _Bool is_name(const char *_Nonnull name, const uint8_t *_Nonnull text) {
    for (; *name && (uint8_t)*name == *text; name++, text++) {
    }
    return (uint8_t)*name == *text;
}

static inline uint32_t corpus_count(void) { return (uint32_t)(corpora_end - corpora); }
static inline corpus corpus_at(uint32_t index) { return corpora[index]; }

/// Switches the floating point unit on: mstatus, FS.
static inline void enable_floating_point(void) {
    __asm__ volatile("csrs mstatus, %0" : : "r"(0x2000));
}
