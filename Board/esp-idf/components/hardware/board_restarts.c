#include <esp_attr.h>
#include <esp_system.h>
#include <stdbool.h>

#include "sleeve_port.h"

// What this memory holds after power-on is chance: a number counts only beside its complement.
static RTC_NOINIT_ATTR uint32_t kept, complement;

int32_t sleeve_restarts_in_vain(void) {
    const bool is_kept = esp_reset_reason() == ESP_RST_SW && kept == ~complement && kept <= UINT8_MAX;
    complement = kept;
    return is_kept ? (int32_t)kept : 0;
}

void sleeve_keep_restarts(uint32_t count) {
    kept = count;
    complement = ~kept;
}
