#pragma once

#include <esp_err.h>
#include <stdbool.h>
#include <stdint.h>

#include "board_nullability.h"

// The time of day, by SNTP (RFC 4330): from the server that DHCP names, or from the configured ones.

/// Prepares it. To be called once, right after `board_network_start`: a server that DHCP names before
/// is not used.
esp_err_t board_clock_start(void);

/// Milliseconds since 1970; false as long as no server has answered, each of which is asked from
/// here. To be called often, always from the same task; the SDK then asks again each hour by itself.
bool board_clock_read(uint64_t *_Nonnull milliseconds);
