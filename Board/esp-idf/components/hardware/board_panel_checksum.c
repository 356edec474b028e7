// A panel that is not there: adds up what would have gone over its wires. For an emulated chip.

#include <esp_log.h>
#include <inttypes.h>
#include <stdbool.h>

#include "board_log.h"
#include "board_panel.h"
#include "sleeve_port.h"

// From the first byte on that has not been told of.
#define PERIOD_MS 1000
// 32-bit FNV-1a.
#define BASIS 0x811C9DC5u
#define PRIME 0x01000193u

static uint32_t checksum = BASIS, byte_count, since_ms, reports;

void board_panel_rest(void) {}

esp_err_t board_panel_open(void) { return ESP_OK; }

/// Adds bytes, and prints what there was before them once that is a second old.
static void add(const uint8_t *bytes, uint32_t count) {
    const uint32_t now = sleeve_clock_ms();
    if (byte_count > 0 && now - since_ms >= PERIOD_MS) {
        ESP_LOGI("sleeve", "screen %" PRIu32 ": %" PRIu32 " bytes, checksum %08" PRIx32, ++reports,
                 byte_count, checksum);
        checksum = BASIS;
        byte_count = 0;
    }
    if (byte_count == 0) since_ms = now;
    for (uint32_t i = 0; i < count; i++) checksum = (checksum ^ bytes[i]) * PRIME;
    byte_count += count;
}

int32_t sleeve_panel_command(uint32_t opcode, const uint8_t *parameters, uint32_t count) {
    const uint8_t byte = (uint8_t)opcode;
    add(&byte, 1);
    add(parameters, count);
    return 0;
}

int32_t sleeve_panel_pixels(const uint8_t *bytes, uint32_t count) {
    add(bytes, count);
    return 0;
}

int32_t sleeve_panel_reset(uint32_t level) {
    (void)level;
    return 0;
}

/// The core sets the light again at each step of a start; it is told of when it changes.
int32_t sleeve_panel_backlight(uint32_t percent) {
    static int32_t last = -1;
    if ((int32_t)percent != last) board_log_number("backlight, per cent", (int32_t)percent);
    last = (int32_t)percent;
    return 0;
}
