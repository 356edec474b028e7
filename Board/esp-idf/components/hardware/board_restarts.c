#include "board_restarts.h"

#include <esp_attr.h>
#include <esp_system.h>
#include <stdbool.h>

// What this memory holds after power-on is chance: a number counts only beside its complement.
static RTC_NOINIT_ATTR uint32_t kept, complement;

uint8_t board_restarts_in_vain(void) {
    const bool is_kept = esp_reset_reason() == ESP_RST_SW && kept == ~complement && kept <= UINT8_MAX;
    complement = kept;
    return is_kept ? (uint8_t)kept : 0;
}

void board_restarts_keep(uint8_t count) {
    kept = count;
    complement = ~kept;
}
