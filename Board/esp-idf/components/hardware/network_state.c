#include "network_state.h"

#include <stdatomic.h>

#include "network_reason.h"

static atomic_bool is_joined, has_address;
static atomic_uint waits_since_ms;
static _Atomic(board_network_trouble) known;
// The last reason that told anything was a wrong password.
static bool is_password_doubted;

static bool is_address_late(uint32_t now_ms) {
    return is_joined && !has_address &&
           (uint32_t)(now_ms - waits_since_ms) >= NETWORK_ADDRESS_WAIT_MS;
}

void network_state_joined(uint32_t now_ms) {
    waits_since_ms = now_ms;
    is_joined = true;
    is_password_doubted = false;
    if (known != BOARD_NETWORK_TROUBLE_NO_ADDRESS) known = BOARD_NETWORK_TROUBLE_NONE;
}

void network_state_got_address(void) {
    has_address = true;
    known = BOARD_NETWORK_TROUBLE_NONE;
}

void network_state_lost_address(uint32_t now_ms) {
    waits_since_ms = now_ms;
    has_address = false;
}

void network_state_left(uint32_t now_ms) {
    if (is_address_late(now_ms)) known = BOARD_NETWORK_TROUBLE_NO_ADDRESS;
    is_joined = false;
    has_address = false;
}

void network_state_failed(uint8_t reason, uint32_t now_ms) {
    network_state_left(now_ms);
    const board_network_trouble trouble = network_reason_of(reason).trouble;
    const bool was_doubted = is_password_doubted;
    if (trouble != BOARD_NETWORK_TROUBLE_OTHER) {
        is_password_doubted = trouble == BOARD_NETWORK_TROUBLE_WRONG_PASSWORD;
    }
    const bool is_told = trouble == BOARD_NETWORK_TROUBLE_WRONG_PASSWORD
                             ? was_doubted
                             : trouble != BOARD_NETWORK_TROUBLE_OTHER;
    if (is_told) {
        known = trouble;
    } else if (known == BOARD_NETWORK_TROUBLE_NONE) {
        // What tells nothing takes the place of nothing that is known.
        known = BOARD_NETWORK_TROUBLE_OTHER;
    }
}

bool network_state_has_address(void) { return has_address; }

board_network_trouble network_state_trouble(uint32_t now_ms) {
    if (has_address) return BOARD_NETWORK_TROUBLE_NONE;
    return is_address_late(now_ms) ? BOARD_NETWORK_TROUBLE_NO_ADDRESS : known;
}
