#pragma once

#include <esp_wifi.h>

/// How the radio is to sleep between beacons, as NVS says: namespace `sleeve`, key `wifi_sleep`,
/// `0` (default) or `1`. A value that is neither is logged, and the default counts.
wifi_ps_type_t network_radio_sleep(void);
