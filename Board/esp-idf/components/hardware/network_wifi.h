#pragma once

#include <esp_err.h>

/// Has the station listen to what happens. To be called once, before esp_wifi_init.
esp_err_t network_wifi_listen(void);

// What the set-up asks of the station, which the manager joins meanwhile. From the event task.

/// The manager tries a network: the station has to answer within 30 s, and an address to come
/// within 15 s of joining. Otherwise the try is broken off, which the manager counts as a failure;
/// after more of those than the manager has tries, the radio gives no sign and the chip restarts.
void network_wifi_watch(void);

/// The manager has given up, and waits.
void network_wifi_rest(void);

/// The manager is done, or there is no set-up: the station keeps itself joined from here on.
void network_wifi_resume(void);
