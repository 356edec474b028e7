#pragma once

#include <stdint.h>

#include "board_network.h"

/// What a reason for a disconnection amounts to.
typedef struct {
    /// Never BOARD_NETWORK_TROUBLE_NONE.
    board_network_trouble trouble;
    /// For the console.
    const char *words;
} network_reason;

/// What `wifi_err_reason_t` means for a person, by the table "Wi-Fi Reason Code" of the ESP-IDF
/// v5.5.5 Programming Guide.
network_reason network_reason_of(uint8_t code);
