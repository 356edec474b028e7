#pragma once

#include <esp_err.h>
#include <stdbool.h>
#include <stdint.h>

// The time of day, from a server of the network: SNTP (RFC 4330).

/// Begins to ask. To be called once, after the network was started; the SDK waits for it, and asks
/// again each hour.
esp_err_t board_clock_start(void);

/// Milliseconds since 1970; false as long as no server has answered.
bool board_clock_read(uint64_t *_Nonnull milliseconds);
