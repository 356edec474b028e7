#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "board_network.h"

// What is known of the connection: whether there is an address, and otherwise why there is none. To
// be told from one task at a time, and read from any. Times are the SDK's, in milliseconds, and may
// wrap.

/// After this time without one, no address is expected to come.
#define NETWORK_ADDRESS_WAIT_MS 15000

/// The station is joined: so the password is right. It waits for an address from here on.
void network_state_joined(uint32_t now_ms);

void network_state_got_address(void);

/// Still joined, but the address is gone; it waits for another.
void network_state_lost_address(uint32_t now_ms);

/// The station left by itself, which says nothing about the network.
void network_state_left(uint32_t now_ms);

/// The network was not joined, or is lost, for that reason (`wifi_err_reason_t`).
void network_state_failed(uint8_t reason, uint32_t now_ms);

bool network_state_has_address(void);

board_network_trouble network_state_trouble(uint32_t now_ms);
