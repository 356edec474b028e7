#include "cover.h"

#include "Reference.h"

// The value of a base64 character (RFC 4648, section 4); 64 for any other.
#define ROW64 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64
static const uint8_t base64_values[256] = {
    ROW64, ROW64,
    64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 62, 64, 64, 64, 63,
    52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 64, 64, 64, 64, 64, 64,
    64, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14,
    15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 64, 64, 64, 64, 64,
    64, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40,
    41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 64, 64, 64, 64, 64,
    ROW64, ROW64, ROW64, ROW64, ROW64, ROW64, ROW64, ROW64,
};

void cover_begin(cover *c, uint32_t pixel_count) {
    c->bits = 0;
    c->character_count = 0;
    c->padding = 0;
    c->in_packet = false;
    c->has_high_byte = false;
    c->pixels_left = pixel_count;
    c->buffered = 0;
}

static void flush(cover *c) {
    if (c->buffered > 0) sink_take(c->buffer, c->buffered * 2);
    c->buffered = 0;
}

static bool pixel(cover *c, uint8_t high, uint8_t low) {
    if (c->pixels_left == 0) return false;
    c->pixels_left--;
    c->buffer[c->buffered * 2] = high;
    c->buffer[c->buffered * 2 + 1] = low;
    c->buffered++;
    if (c->buffered == BUFFER_PIXELS) flush(c);
    return true;
}

static bool rle_byte(cover *c, uint8_t byte) {
    if (!c->in_packet) {
        c->is_run = (byte & 0x80) != 0;
        c->packet_left = (byte & 0x7f) + 1;
        c->in_packet = true;
        c->has_high_byte = false;
        return true;
    }
    if (!c->has_high_byte) {
        c->high_byte = byte;
        c->has_high_byte = true;
        return true;
    }
    c->has_high_byte = false;
    if (c->is_run) {
        for (; c->packet_left > 0; c->packet_left--) {
            if (!pixel(c, c->high_byte, byte)) return false;
        }
        c->in_packet = false;
        return true;
    }
    if (!pixel(c, c->high_byte, byte)) return false;
    c->packet_left--;
    if (c->packet_left == 0) c->in_packet = false;
    return true;
}

static bool padding(cover *c) {
    if (c->character_count + c->padding < 2 || c->character_count + c->padding > 3) return false;
    c->padding++;
    if (c->character_count + c->padding < 4) return true;
    if (c->padding == 1) {
        return rle_byte(c, (uint8_t)(c->bits >> 10)) && rle_byte(c, (uint8_t)(c->bits >> 2));
    }
    return rle_byte(c, (uint8_t)(c->bits >> 4));
}

bool cover_character(cover *c, uint8_t character) {
    if (character == '=') return padding(c);
    const uint8_t value = base64_values[character];
    if (value == 64 || c->padding > 0) return false;
    c->bits = c->bits << 6 | value;
    c->character_count++;
    if (c->character_count < 4) return true;
    c->character_count = 0;
    const uint32_t bits = c->bits;
    c->bits = 0;
    return rle_byte(c, (uint8_t)(bits >> 16)) && rle_byte(c, (uint8_t)(bits >> 8)) &&
           rle_byte(c, (uint8_t)bits);
}

bool cover_end(cover *c) {
    flush(c);
    const bool whole_group = c->character_count == 0 || c->character_count + c->padding == 4;
    return whole_group && !c->in_packet && c->pixels_left == 0;
}
