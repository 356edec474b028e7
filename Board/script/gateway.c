#include "scene.h"

// A gateway and the network to it, whose pace is the script's time and nothing else.

/// From a request to the first byte of its answer.
#define LATENCY_MS 200u
#define BYTES_PER_MS 100u
/// An image comes slowly enough to be seen coming.
#define IMAGE_BYTES_PER_MS 5u
/// Bytes that one call hands over at most.
#define PIECE_BYTES 512u

typedef struct {
    script_bytes body;
    /// Bytes of `body` that come before a closing bracket; all of it where none is needed.
    uint32_t cut;
    /// Where in `body` the answer begins.
    uint32_t start;
    uint32_t sent;
    uint32_t begins;
    uint32_t bytes_per_ms;
    int32_t status;
    int is_open, has_head, is_range;
} answer;

static answer answers[SLEEVE_CLIENTS];
static int answered = ANSWER_DOCUMENT;
static script_bytes document, manifest;

void gateway_begin(const scene *now) {
    answered = now->answer;
    if (answered == ANSWER_DOCUMENT) document = script_document(now->document);
    if (now->offer != NO_OFFER) manifest = script_document(now->offer);
}

/// Where `text` begins in `bytes` for the first time; their end where it does not occur.
static uint32_t offset_of(const char *text, script_bytes bytes) {
    for (uint32_t offset = 0; offset < bytes.count; offset++) {
        uint32_t length = 0;
        while (text[length] && offset + length < bytes.count &&
               bytes.start[offset + length] == (uint8_t)text[length]) {
            length++;
        }
        if (!text[length]) return offset;
    }
    return bytes.count;
}

static int32_t document_status(void) {
    if (answered == ANSWER_SILENCE) return 204;
    return answered == ANSWER_REFUSED ? 401 : 200;
}

/// Where the range begins that is asked for; 0 for all of it.
static uint32_t range_start(script_bytes headers) {
    uint32_t number = 0;
    for (uint32_t i = offset_of("bytes=", headers) + 6; i < headers.count; i++) {
        const uint32_t digit = headers.start[i] - (uint32_t)'0';
        if (digit > 9) break;
        number = number * 10 + digit;
    }
    return number;
}

void sleeve_http_open(uint32_t client, const uint8_t *url, uint32_t url_count,
                      const uint8_t *header_text, uint32_t header_count, uint32_t deadline_ms,
                      uint32_t flags) {
    (void)deadline_ms;
    (void)flags;
    const script_bytes address = {url, url_count}, headers = {header_text, header_count};
    const int is_image = offset_of("Accept: */*", headers) < header_count;
    answer *const a = &answers[client];
    *a = (answer){.body = document, .bytes_per_ms = BYTES_PER_MS, .status = document_status(),
                  .begins = script_now + LATENCY_MS, .is_open = 1};
    if (is_image) {
        const uint32_t offset = range_start(headers);
        a->body = script_document(SCRIPT_ILLUSTRATION);
        a->bytes_per_ms = IMAGE_BYTES_PER_MS;
        a->is_range = 1;
        a->start = offset < a->body.count ? offset : a->body.count;
        a->status = offset == 0 ? 200 : 206;
    } else if (offset_of("/firmware/", address) < url_count) {
        if (manifest.start) a->body = manifest;
        a->status = manifest.start ? 200 : 404;
    }
    a->cut = a->body.count;
    if (!is_image && offset_of("?", address) == url_count) {
        a->cut = offset_of(",\"cover_width\":", a->body);
    }
}

int32_t sleeve_http_poll(uint32_t client, uint8_t *buffer, uint32_t capacity) {
    answer *const a = &answers[client];
    if (!a->is_open || (int32_t)(script_now - a->begins) < 0) return SLEEVE_HTTP_PENDING;
    if (answered == ANSWER_NO_NETWORK && client != SLEEVE_CLIENT_UPDATE) {
        a->is_open = 0;
        return SLEEVE_HTTP_NO_NETWORK;
    }
    if (!a->has_head) {
        a->has_head = 1;
        return SLEEVE_HTTP_HEAD;
    }
    const uint32_t total = (a->cut == a->body.count ? a->cut : a->cut + 1) - a->start;
    if (a->sent == total) {
        a->is_open = 0;
        return SLEEVE_HTTP_END;
    }
    uint32_t count = (script_now - a->begins) * a->bytes_per_ms;
    if (count > total) count = total;
    count -= a->sent;
    if (count > capacity) count = capacity;
    if (count > PIECE_BYTES) count = PIECE_BYTES;
    for (uint32_t i = 0; i < count; i++) {
        const uint32_t place = a->start + a->sent + i;
        buffer[i] = place < a->cut ? a->body.start[place] : '}';
    }
    a->sent += count;
    return (int32_t)count;
}

int32_t sleeve_http_status(uint32_t client) { return answers[client].status; }

/// Writes `number` in decimal; returns how many digits it has.
static uint32_t decimal(uint32_t number, uint8_t *text) {
    const uint32_t before = number > 9 ? decimal(number / 10, text) : 0;
    text[before] = (uint8_t)('0' + number % 10);
    return before + 1;
}

int32_t sleeve_http_header(uint32_t client, uint32_t header, uint8_t *buffer, uint32_t capacity) {
    const answer *const a = &answers[client];
    if (!a->is_range || capacity < 40) return SLEEVE_ABSENT;
    if (header == SLEEVE_HEADER_CONTENT_LENGTH) {
        return (int32_t)decimal(a->body.count - a->start, buffer);
    }
    if (header != SLEEVE_HEADER_CONTENT_RANGE) return SLEEVE_ABSENT;
    uint32_t length = 0;
    for (const char *unit = "bytes "; *unit; unit++) buffer[length++] = (uint8_t)*unit;
    length += decimal(a->start, buffer + length);
    buffer[length++] = '-';
    length += decimal(a->body.count - 1, buffer + length);
    buffer[length++] = '/';
    return (int32_t)(length + decimal(a->body.count, buffer + length));
}

void sleeve_http_cancel(uint32_t client) { answers[client].is_open = 0; }
