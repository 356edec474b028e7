// The network behind sleeve_network_…, as configured: board_network.h.

#include "board_clock.h"
#include "board_network.h"
#include "board_result.h"
#include "sleeve_port.h"

int32_t sleeve_network_state(void) {
    if (board_network_is_up()) return SLEEVE_NETWORK_UP;
    switch (board_network_trouble_now()) {
    case BOARD_NETWORK_TROUBLE_NONE: return SLEEVE_NETWORK_DOWN;
    case BOARD_NETWORK_TROUBLE_WRONG_PASSWORD: return SLEEVE_NETWORK_WRONG_PASSWORD;
    case BOARD_NETWORK_TROUBLE_OUT_OF_REACH: return SLEEVE_NETWORK_OUT_OF_REACH;
    case BOARD_NETWORK_TROUBLE_UNSUPPORTED_SECURITY: return SLEEVE_NETWORK_UNSUPPORTED_SECURITY;
    case BOARD_NETWORK_TROUBLE_NO_ADDRESS: return SLEEVE_NETWORK_NO_ADDRESS;
    case BOARD_NETWORK_TROUBLE_OTHER: break;
    }
    return SLEEVE_NETWORK_OTHER_TROUBLE;
}

int32_t sleeve_network_start(void) {
    const esp_err_t error = board_network_start();
    return board_result(error == ESP_OK ? board_clock_start() : error);
}

int32_t sleeve_network_restart_radio(void) { return board_result(board_network_restart_radio()); }
int32_t sleeve_network_rejoin(void) { return board_result(board_network_rejoin()); }
void sleeve_network_look_around(void) { board_network_look_around(); }
int32_t sleeve_network_forget(void) { return board_result(board_network_forget()); }
