// A now-playing document, read a byte at a time by a state machine over RFC 8259.

#include "Reference.h"
#include "cover.h"

enum { MAX_DEPTH = 32, KEY_BYTES = 24, TEXT_BYTES = 256, ID_BYTES = 64 };

typedef enum {
    VALUE,
    FIRST_VALUE,  // or the end of an empty array
    FIRST_KEY,    // or the end of an empty object
    KEY,
    COLON,
    AFTER_VALUE,
    STRING,
    ESCAPE,
    UNICODE,
    LITERAL,
    MINUS,
    ZERO,
    INTEGER,
    POINT,
    FRACTION,
    EXPONENT_SIGN,
    EXPONENT_FIRST,
    EXPONENT,
    DONE,
} state;

typedef enum {
    UNKNOWN,
    IS_PLAYING,
    TYPE,
    TRACK_ID,
    TITLE,
    ARTIST,
    ALBUM,
    PROGRESS_MS,
    DURATION_MS,
    SERVER_TIME_MS,
    COVER_ID,
    COVER_WIDTH,
    COVER_HEIGHT,
    COVER_ENCODING,
    COVER_RGB565,
    MEMBER_COUNT,
} member;

static const char *const member_names[MEMBER_COUNT] = {
    "",            "is_playing",     "type",        "track_id",       "title",
    "artist",      "album",          "progress_ms", "duration_ms",    "server_time_ms",
    "cover_id",    "cover_width",    "cover_height", "cover_encoding", "cover_rgb565",
};

typedef struct {
    uint16_t byte_count;
    uint8_t bytes[TEXT_BYTES];
} text;

typedef struct {
    state state;
    member member;
    uint8_t depth;
    bool in_object[MAX_DEPTH];
    bool is_key;
    bool has_cover;

    char key[KEY_BYTES];
    uint8_t key_byte_count;

    text *target;  // of the string that is being read, or null
    uint16_t target_limit;

    uint8_t hex_digits;
    uint16_t unit;
    uint16_t high_surrogate;

    const char *literal_rest;
    bool literal_value;

    bool is_negative;
    uint64_t number;

    bool is_playing;
    uint64_t numbers[MEMBER_COUNT];
    text type, track_id, title, artist, album, cover_id, cover_encoding;
    cover cover;
} reader;

static bool is_name(const reader *r, const char *name) {
    for (int i = 0; i < r->key_byte_count; i++) {
        if (name[i] == 0 || name[i] != r->key[i]) return false;
    }
    return name[r->key_byte_count] == 0;
}

static member find_member(const reader *r) {
    for (int m = 1; m < MEMBER_COUNT; m++) {
        if (is_name(r, member_names[m])) return (member)m;
    }
    return UNKNOWN;
}

static bool begin_string(reader *r) {
    r->state = STRING;
    r->high_surrogate = 0;
    r->target = NULL;
    r->key_byte_count = 0;
    if (r->is_key) return true;
    r->target_limit = TEXT_BYTES;
    switch (r->member) {
    case TYPE: r->target = &r->type; break;
    case TRACK_ID: r->target = &r->track_id, r->target_limit = ID_BYTES; break;
    case TITLE: r->target = &r->title; break;
    case ARTIST: r->target = &r->artist; break;
    case ALBUM: r->target = &r->album; break;
    case COVER_ID: r->target = &r->cover_id, r->target_limit = ID_BYTES; break;
    case COVER_ENCODING: r->target = &r->cover_encoding; break;
    case COVER_RGB565:
        r->has_cover = true;
        cover_begin(
            &r->cover, (uint32_t)(r->numbers[COVER_WIDTH] * r->numbers[COVER_HEIGHT]));
        break;
    default: break;
    }
    if (r->target != NULL) r->target->byte_count = 0;
    return true;
}

static bool string_byte(reader *r, uint8_t byte) {
    if (r->is_key) {
        if (r->key_byte_count < KEY_BYTES) r->key[r->key_byte_count++] = (char)byte;
        return true;
    }
    if (r->member == COVER_RGB565) return cover_character(&r->cover, byte);
    if (r->target != NULL && r->target->byte_count < r->target_limit) {
        r->target->bytes[r->target->byte_count++] = byte;
    }
    return true;
}

static bool scalar(reader *r, uint32_t c) {
    if (c < 0x80) return string_byte(r, (uint8_t)c);
    if (c < 0x800) {
        return string_byte(r, (uint8_t)(0xc0 | c >> 6)) &&
               string_byte(r, (uint8_t)(0x80 | (c & 0x3f)));
    }
    if (c < 0x10000) {
        return string_byte(r, (uint8_t)(0xe0 | c >> 12)) &&
               string_byte(r, (uint8_t)(0x80 | (c >> 6 & 0x3f))) &&
               string_byte(r, (uint8_t)(0x80 | (c & 0x3f)));
    }
    return string_byte(r, (uint8_t)(0xf0 | c >> 18)) &&
           string_byte(r, (uint8_t)(0x80 | (c >> 12 & 0x3f))) &&
           string_byte(r, (uint8_t)(0x80 | (c >> 6 & 0x3f))) &&
           string_byte(r, (uint8_t)(0x80 | (c & 0x3f)));
}

static bool end_string(reader *r) {
    if (r->high_surrogate != 0) return false;
    if (r->is_key) {
        r->is_key = false;
        r->member = r->depth == 1 ? find_member(r) : UNKNOWN;
        r->state = COLON;
        return true;
    }
    r->state = AFTER_VALUE;
    return r->member != COVER_RGB565 || cover_end(&r->cover);
}

static bool unicode_digit(reader *r, uint8_t byte) {
    uint8_t digit;
    if (byte >= '0' && byte <= '9') digit = byte - '0';
    else if (byte >= 'a' && byte <= 'f') digit = byte - 'a' + 10;
    else if (byte >= 'A' && byte <= 'F') digit = byte - 'A' + 10;
    else return false;
    r->unit = (uint16_t)(r->unit << 4 | digit);
    if (++r->hex_digits < 4) return true;

    r->state = STRING;
    const bool is_low = r->unit >= 0xdc00 && r->unit < 0xe000;
    if (r->high_surrogate != 0) {
        if (!is_low) return false;
        const uint32_t c =
            0x10000 + ((uint32_t)(r->high_surrogate - 0xd800) << 10) + (r->unit - 0xdc00);
        r->high_surrogate = 0;
        return scalar(r, c);
    }
    if (is_low) return false;
    if (r->unit >= 0xd800 && r->unit < 0xdc00) {
        r->high_surrogate = r->unit;
        return true;
    }
    return scalar(r, r->unit);
}

static bool escape(reader *r, uint8_t byte) {
    if (byte == 'u') {
        r->state = UNICODE;
        r->hex_digits = 0;
        r->unit = 0;
        return true;
    }
    if (r->high_surrogate != 0) return false;
    r->state = STRING;
    switch (byte) {
    case '"': case '\\': case '/': return string_byte(r, byte);
    case 'b': return string_byte(r, '\b');
    case 'f': return string_byte(r, '\f');
    case 'n': return string_byte(r, '\n');
    case 'r': return string_byte(r, '\r');
    case 't': return string_byte(r, '\t');
    default: return false;
    }
}

static bool in_string(reader *r, uint8_t byte) {
    if (byte == '"') return end_string(r);
    if (byte == '\\') {
        r->state = ESCAPE;
        return true;
    }
    if (byte < 0x20 || r->high_surrogate != 0) return false;
    return string_byte(r, byte);
}

static bool open(reader *r, bool object) {
    if (r->depth == MAX_DEPTH) return false;
    r->in_object[r->depth++] = object;
    r->state = object ? FIRST_KEY : FIRST_VALUE;
    return true;
}

static bool close(reader *r, bool object) {
    if (r->depth == 0 || r->in_object[r->depth - 1] != object) return false;
    r->depth--;
    r->state = r->depth == 0 ? DONE : AFTER_VALUE;
    return true;
}

static bool begin_literal(reader *r, const char *rest, bool value) {
    r->state = LITERAL;
    r->literal_rest = rest;
    r->literal_value = value;
    return true;
}

static bool begin_value(reader *r, uint8_t byte) {
    if (r->depth != 1) r->member = UNKNOWN;
    switch (byte) {
    case '"': r->is_key = false; return begin_string(r);
    case '{': return open(r, true);
    case '[': return open(r, false);
    case 't': return begin_literal(r, "rue", true);
    case 'f': return begin_literal(r, "alse", false);
    case 'n': return begin_literal(r, "ull", false);
    case '-':
        r->is_negative = true;
        r->number = 0;
        r->state = MINUS;
        return true;
    default:
        if (byte < '0' || byte > '9') return false;
        r->is_negative = false;
        r->number = byte - '0';
        r->state = byte == '0' ? ZERO : INTEGER;
        return true;
    }
}

static bool after_value(reader *r, uint8_t byte) {
    if (byte == '}') return close(r, true);
    if (byte == ']') return close(r, false);
    if (byte != ',' || r->depth == 0) return false;
    r->state = r->in_object[r->depth - 1] ? KEY : VALUE;
    return true;
}

static bool begin_key(reader *r, uint8_t byte) {
    if (byte != '"') return false;
    r->is_key = true;
    return begin_string(r);
}

static bool literal(reader *r, uint8_t byte) {
    if (byte != (uint8_t)*r->literal_rest) return false;
    r->literal_rest++;
    if (*r->literal_rest != 0) return true;
    if (r->member == IS_PLAYING) r->is_playing = r->literal_value;
    r->state = AFTER_VALUE;
    return true;
}

static bool is_space(uint8_t byte) {
    return byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t';
}

static bool end_number(reader *r, uint8_t byte) {
    if (r->member != UNKNOWN && !r->is_negative) r->numbers[r->member] = r->number;
    r->state = AFTER_VALUE;
    return is_space(byte) || after_value(r, byte);
}

static bool in_number(reader *r, uint8_t byte) {
    const bool is_digit = byte >= '0' && byte <= '9';
    const bool is_exponent = byte == 'e' || byte == 'E';
    switch (r->state) {
    case MINUS:
        if (!is_digit) return false;
        r->number = byte - '0';
        r->state = byte == '0' ? ZERO : INTEGER;
        return true;
    case ZERO:
    case INTEGER:
        if (is_digit) {
            r->number = r->number * 10 + (byte - '0');
            return r->state == INTEGER;
        }
        if (byte == '.') r->state = POINT;
        else if (is_exponent) r->state = EXPONENT_SIGN;
        else return end_number(r, byte);
        return true;
    case POINT:
        r->state = FRACTION;
        return is_digit;
    case FRACTION:
        if (is_digit) return true;
        if (!is_exponent) return end_number(r, byte);
        r->state = EXPONENT_SIGN;
        return true;
    case EXPONENT_SIGN:
        r->state = is_digit ? EXPONENT : EXPONENT_FIRST;
        return is_digit || byte == '+' || byte == '-';
    case EXPONENT_FIRST:
        r->state = EXPONENT;
        return is_digit;
    default:
        return is_digit || end_number(r, byte);
    }
}

static bool read_byte(reader *r, uint8_t byte) {
    switch (r->state) {
    case STRING: return in_string(r, byte);
    case ESCAPE: return escape(r, byte);
    case UNICODE: return unicode_digit(r, byte);
    case LITERAL: return literal(r, byte);
    case MINUS: case ZERO: case INTEGER: case POINT: case FRACTION:
    case EXPONENT_SIGN: case EXPONENT_FIRST: case EXPONENT:
        return in_number(r, byte);
    default: break;
    }
    if (is_space(byte)) return true;
    switch (r->state) {
    case FIRST_VALUE: return byte == ']' ? close(r, false) : begin_value(r, byte);
    case VALUE: return begin_value(r, byte);
    case FIRST_KEY: return byte == '}' ? close(r, true) : begin_key(r, byte);
    case KEY: return begin_key(r, byte);
    case COLON:
        r->state = VALUE;
        return byte == ':';
    case AFTER_VALUE: return after_value(r, byte);
    default: return false;
    }
}

static bool feed(reader *r, const uint8_t *bytes, uint32_t byte_count) {
    for (uint32_t i = 0; i < byte_count; i++) {
        if (!read_byte(r, bytes[i])) return false;
    }
    return true;
}

static reader the_reader;

bool reference_read(const uint8_t *document, uint32_t byte_count, uint32_t piece_byte_count) {
    the_reader = (reader){.state = VALUE};
    for (uint32_t offset = 0; offset < byte_count; offset += piece_byte_count) {
        const uint32_t rest = byte_count - offset;
        const uint32_t count = rest < piece_byte_count ? rest : piece_byte_count;
        if (!feed(&the_reader, document + offset, count)) return false;
    }
    return the_reader.state == DONE;
}
