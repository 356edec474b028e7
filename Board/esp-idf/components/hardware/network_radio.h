#pragma once

#include <esp_wifi.h>

// How the radio is set, as the settings say: `wifi_sleep`, `0` (default) or `1`, whether it sleeps
// between beacons; `wifi_power_dbm`, 2 to 20, the strongest that it sends, for station and access
// point. A value outside of that is logged, and the default counts.

/// Reads the settings. To be called once, before the event loop runs: its task has not the stack.
void network_radio_load(void);

/// Applies them. To be called whenever the station or the access point has started: they are lost
/// when the radio stops.
void network_radio_apply(void);

/// How a network is joined, beyond its name and password: the strongest access point of all
/// channels, by WPA2 or WPA3.
void network_radio_prepare(wifi_sta_config_t *station);

/// Has station and access point speak 802.11b/g/n only, until the chip's next start. To be called
/// while the radio is stopped.
///
/// With both up, an ESP32-C6 often fails to join a router that speaks 802.11ax (esp-idf#13679).
esp_err_t network_radio_avoid_ax(void);
