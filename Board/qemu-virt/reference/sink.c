#include "Reference.h"

static uint32_t byte_total;
static uint32_t hash;
static bool is_hashing;

void sink_reset(bool hashing) {
    byte_total = 0;
    hash = 2166136261u;
    is_hashing = hashing;
}

void sink_take(const uint8_t *bytes, uint32_t byte_count) {
    byte_total += byte_count;
    if (!is_hashing) return;
    for (uint32_t i = 0; i < byte_count; i++) hash = (hash ^ bytes[i]) * 16777619u;
}

uint32_t sink_byte_count(void) { return byte_total; }
uint32_t sink_hash(void) { return hash; }
