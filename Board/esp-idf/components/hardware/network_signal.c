// How strongly the access point is heard, and the way to a stronger one.

#include "network_signal.h"

#include <esp_wifi.h>
#include <stdatomic.h>
#include <string.h>

#include "board_log.h"
#include "board_network.h"
#include "network_provisioning.h"
#include "network_state.h"

// Below this, connections stall; above, moving is not worth the gap.
#define WEAK_DBM -75
#define BETTER_DB 8

static atomic_bool is_looking;

int board_network_signal_dbm(void) {
    wifi_ap_record_t here;
    if (!network_state_has_address()) return 0;
    return esp_wifi_sta_get_ap_info(&here) == ESP_OK ? here.rssi : 0;
}

void board_network_look_around(void) {
    // Stays while the driver scans for its name.
    static wifi_ap_record_t here;
    // The telephone's own scan goes first.
    if (network_provisioning_is_offered() || !network_state_has_address()) return;
    if (esp_wifi_sta_get_ap_info(&here) != ESP_OK || here.rssi >= WEAK_DBM) return;
    board_log_number("Wi-Fi: weak, looks for a stronger access point; signal in dBm:", here.rssi);
    const wifi_scan_config_t config = {.ssid = here.ssid};
    is_looking = true;
    board_log_failure("Wi-Fi: scan", esp_wifi_scan_start(&config, false));
}

static bool is_better(const wifi_ap_record_t *other, const wifi_ap_record_t *here) {
    // With a password, no open network is joined, and the other way round.
    return memcmp(other->bssid, here->bssid, sizeof here->bssid) != 0 &&
           (other->authmode == WIFI_AUTH_OPEN) == (here->authmode == WIFI_AUTH_OPEN) &&
           other->rssi >= here->rssi + BETTER_DB;
}

void network_signal_found(void) {
    // The manager's results are the manager's.
    if (!atomic_exchange(&is_looking, false)) return;
    // Not on the event task's stack, which is small.
    static wifi_ap_record_t here, other;
    const bool is_joined = esp_wifi_sta_get_ap_info(&here) == ESP_OK;
    bool is_worth_it = false;
    // Each is freed as it is taken, and the end of the list says so by an error.
    while (esp_wifi_scan_get_ap_record(&other) == ESP_OK) {
        if (!is_joined || !is_better(&other, &here)) continue;
        if (!is_worth_it) board_log_number("Wi-Fi: moves; signal there in dBm:", other.rssi);
        is_worth_it = true;
    }
    // Joining takes the strongest.
    if (is_worth_it) board_log_failure("Wi-Fi: move", board_network_rejoin());
}
