#pragma once

#include <esp_err.h>


// The time of day, by SNTP (RFC 4330): from the server that DHCP names, or from the configured ones.

/// Prepares it. To be called once, right after `board_network_start`: a server that DHCP names before
/// is not used.
esp_err_t board_clock_start(void);

