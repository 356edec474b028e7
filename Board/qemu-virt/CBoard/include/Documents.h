#pragma once

// documents.S: the documents to play and to measure with, and the fallback font.

#include <stdint.h>

/// Constant bytes of the image.
typedef struct {
    const uint8_t *_Nonnull start;
    const uint8_t *_Nonnull end;
} board_bytes;

extern const board_bytes board_documents[];
extern const uint8_t board_metadata[], board_metadata_end[];
extern const uint8_t board_fallback_font[], board_fallback_font_end[];

/// Document number `index`, as in script.h.
static inline board_bytes board_document(uint32_t index) { return board_documents[index]; }
/// A document without a picture, as a browser gets it.
static inline board_bytes board_metadata_document(void) {
    return (board_bytes){board_metadata, board_metadata_end};
}
/// The font for what the fonts in the core lack.
static inline board_bytes board_fallback(void) {
    return (board_bytes){board_fallback_font, board_fallback_font_end};
}
