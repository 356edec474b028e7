#include "network_radio.h"

#include "board_log.h"
#include "board_settings.h"

// 0: as the SDK has it, 20 dBm.
static int power_dbm;
// The SDK's own default sleeps. Then the radio hears of a packet with the access point's next
// beacon, and round trips take a tenth of a second and more. Mains power needs no such thing.
static int sleeps;

static void load(const char *key, int low, int high, int *number) {
    if (!board_settings_number(key, low, high, number)) {
        board_log_text("setting with a wrong value:", key);
    }
}

void network_radio_load(void) {
    load("wifi_sleep", 0, 1, &sleeps);
    load("wifi_power_dbm", 2, 20, &power_dbm);
}

void network_radio_apply(void) {
    board_log_failure("Wi-Fi: sleep", esp_wifi_set_ps(sleeps ? WIFI_PS_MIN_MODEM : WIFI_PS_NONE));
    if (power_dbm == 0) return;
    // In quarters of a dB. The radio has steps, and takes the next one below; half a dB more names
    // the step that is meant where it lies between two whole numbers (8.5 and 16.5 dBm).
    board_log_failure("Wi-Fi: power", esp_wifi_set_max_tx_power((int8_t)(power_dbm * 4 + 2)));
}

void network_radio_prepare(wifi_sta_config_t *station) {
    station->scan_method = WIFI_ALL_CHANNEL_SCAN;
    station->sort_method = WIFI_CONNECT_AP_BY_SIGNAL;
    station->sae_pwe_h2e = WPA3_SAE_PWE_BOTH;
    station->pmf_cfg.capable = true;
}

esp_err_t network_radio_avoid_ax(void) {
    const uint8_t protocols = WIFI_PROTOCOL_11B | WIFI_PROTOCOL_11G | WIFI_PROTOCOL_11N;
    // Not kept: alone, the station gets on with such routers.
    esp_err_t error = esp_wifi_set_storage(WIFI_STORAGE_RAM);
    if (error == ESP_OK) error = esp_wifi_set_mode(WIFI_MODE_APSTA);
    if (error == ESP_OK) error = esp_wifi_set_protocol(WIFI_IF_STA, protocols);
    if (error == ESP_OK) error = esp_wifi_set_protocol(WIFI_IF_AP, protocols);
    return error;
}
