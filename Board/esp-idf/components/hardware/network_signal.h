#pragma once

/// What board_network_look_around has found; for every WIFI_EVENT_SCAN_DONE.
void network_signal_found(void);
