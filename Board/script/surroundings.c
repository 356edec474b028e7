#include "scene.h"

// All else that the port asks for: a network that does as the scene says, a clock that a server has set,
// and no settings but the gateway's address.

/// 2026-11-20 20:15 UTC, when the script begins: a Friday evening.
#define START_MS 1795205700000u

static int is_out_of_reach;
/// The beginning of the updater's last line in the log.
static char news[64];

void surroundings_begin(const scene *now) {
    is_out_of_reach = now->face == SLEEVE_FACE_OUT_OF_REACH;
}

int news_is(const char *text) {
    uint32_t i = 0;
    while (text[i] && news[i] == text[i]) i++;
    return !text[i];
}

/// Whether the `count` bytes of `text` begin with `start`.
static int begins(const uint8_t *text, uint32_t count, const char *start) {
    uint32_t i = 0;
    while (start[i] && i < count && text[i] == (uint8_t)start[i]) i++;
    return !start[i];
}

void sleeve_log(const uint8_t *text, uint32_t count) {
    print_text("log: ");
    for (uint32_t i = 0; i < count; i++) script_put(text[i]);
    print_text("\n");
    if (!begins(text, count, "update: ")) return;
    const uint32_t kept = count < sizeof news - 1 ? count : sizeof news - 1;
    for (uint32_t i = 0; i < kept; i++) news[i] = (char)text[i];
    news[kept] = 0;
}

int32_t sleeve_network_state(void) {
    return is_out_of_reach ? SLEEVE_NETWORK_OUT_OF_REACH : SLEEVE_NETWORK_UP;
}
int32_t sleeve_network_start(void) { return 0; }
int32_t sleeve_network_restart_radio(void) { return 0; }
int32_t sleeve_network_rejoin(void) { return 0; }
void sleeve_network_look_around(void) {}
int32_t sleeve_network_forget(void) { return 0; }
int32_t sleeve_button_is_down(void) { return 0; }

/// Copies a text where it fits, and returns its length.
static int32_t copy(const char *text, uint8_t *buffer, uint32_t capacity) {
    uint32_t count = 0;
    while (text[count]) count++;
    for (uint32_t i = 0; count <= capacity && i < count; i++) buffer[i] = (uint8_t)text[i];
    return (int32_t)count;
}

int32_t sleeve_setting(const uint8_t *key, uint32_t key_count, uint8_t *value, uint32_t capacity) {
    if (!begins(key, key_count, "gateway_url")) return SLEEVE_ABSENT;
    return copy("https://gateway.invalid", value, capacity);
}

int32_t sleeve_board_text(uint32_t text, uint8_t *buffer, uint32_t capacity) {
    switch (text) {
    case SLEEVE_TEXT_VERSION: return copy(script_version(), buffer, capacity);
    case SLEEVE_TEXT_BOARD: return copy("qemu-virt", buffer, capacity);
    default: return SLEEVE_ABSENT;
    }
}

uint32_t sleeve_security_version(void) { return 0; }
int32_t sleeve_start_reason(void) { return SLEEVE_START_NORMAL; }
int32_t sleeve_restarts_in_vain(void) { return 0; }
void sleeve_keep_restarts(uint32_t count) { (void)count; }
uint32_t sleeve_clock_ms(void) { return script_now; }
uint64_t sleeve_unix_ms(void) { return START_MS + script_now; }

/// The first is the device's seed, the second the updater's: its pauses depend on it.
uint32_t sleeve_random(void) {
    static uint32_t calls;
    return calls++ == 0 ? 1 : 6;
}

const uint8_t *sleeve_fallback_font(void) { return script_fallback().start; }
uint32_t sleeve_fallback_font_bytes(void) { return script_fallback().count; }

// No hash of its own, and no keys.
int32_t sleeve_hash_begin(void) { return 0; }
void sleeve_hash_update(const uint8_t *bytes, uint32_t count) {
    (void)bytes;
    (void)count;
}
int32_t sleeve_hash_finish(uint8_t *digest) {
    (void)digest;
    return -1;
}
int32_t sleeve_signature_needed(void) { return 0; }
int32_t sleeve_signature_check(const uint8_t *signature, uint32_t count, const uint8_t *digest,
                               const uint8_t *key, uint32_t key_count) {
    (void)signature;
    (void)count;
    (void)digest;
    (void)key;
    (void)key_count;
    return SLEEVE_SIGNATURE_INVALID;
}
