#pragma once

#include <stdbool.h>
#include <stdint.h>

enum { BUFFER_PIXELS = 480 };

/// Base64 to RLE to pixels, a character at a time.
typedef struct {
    uint32_t bits;            // the base64 group so far
    uint8_t character_count;  // 0…3 characters of it
    uint8_t padding;          // '=' seen

    bool in_packet;
    bool is_run;
    bool has_high_byte;
    uint8_t high_byte;
    uint8_t packet_left;  // pixels that the packet still owes

    uint32_t pixels_left;
    uint32_t buffered;  // pixels in the buffer
    uint8_t buffer[BUFFER_PIXELS * 2];
} cover;

void cover_begin(cover *c, uint32_t pixel_count);
/// Returns false at the first character that makes the cover wrong.
bool cover_character(cover *c, uint8_t character);
/// Hands over what is buffered; false if pixels are missing.
bool cover_end(cover *c);
