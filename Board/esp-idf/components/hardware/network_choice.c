#include "network_choice.h"

#include <limits.h>
#include <nvs.h>
#include <stdio.h>
#include <string.h>

#include "board_log.h"
#include "board_settings.h"

#define SETTINGS_MAX 4
#define NETWORKS_MAX (1 + SETTINGS_MAX)
// More than any two signals differ by.
#define FAILED_DB 256
// WPA's longest passphrase has 63 characters, a key in hexadecimal digits 64.
#define PASSWORD_BYTES_MAX 64

static struct {
    uint8_t ssid[32], password[PASSWORD_BYTES_MAX];
    // It was tried, and did not work.
    bool has_failed;
} networks[NETWORKS_MAX];
static unsigned count, taken;
static bool has_worked;

/// The setting's text without a zero at its end; false where it is not there, or cannot be used.
static bool read(const char *key, unsigned number, uint8_t *bytes, size_t size) {
    char name[sizeof "wifi_password_4"], text[PASSWORD_BYTES_MAX + 1] = "";
    if (number == 1) {
        snprintf(name, sizeof name, "%s", key);
    } else {
        snprintf(name, sizeof name, "%s_%u", key, number);
    }
    size_t length = size + 1;
    const esp_err_t error = board_settings_read(name, text, &length);
    if (error != ESP_OK) {
        if (error != ESP_ERR_NVS_NOT_FOUND) board_log_failure(name, error);
        return false;
    }
    memcpy(bytes, text, length - 1);
    return true;
}

void network_choice_load(wifi_sta_config_t *station) {
    if (station->ssid[0] != 0) {
        memcpy(networks[0].ssid, station->ssid, sizeof networks->ssid);
        memcpy(networks[0].password, station->password, sizeof networks->password);
        count = 1;
    }
    for (unsigned number = 1; number <= SETTINGS_MAX; number++) {
        if (!read("wifi_ssid", number, networks[count].ssid, sizeof networks->ssid)) continue;
        read("wifi_password", number, networks[count].password, sizeof networks->password);
        count++;
    }
    if (station->ssid[0] != 0 || count == 0) return;
    memcpy(station->ssid, networks[0].ssid, sizeof station->ssid);
    memcpy(station->password, networks[0].password, sizeof station->password);
}

bool network_choice_is_open(void) { return count > 1; }

/// The network of that name; `count` where none is called so.
static unsigned find(const uint8_t *ssid) {
    unsigned index = 0;
    while (index < count && strncmp((const char *)networks[index].ssid, (const char *)ssid,
                                    sizeof networks->ssid) != 0) {
        index++;
    }
    return index;
}

void network_choice_take(wifi_sta_config_t *station) {
    // Not on the event task's stack, which is small.
    static wifi_ap_record_t heard;
    unsigned best = taken + 1 < count ? taken + 1 : 0;
    int best_score = INT_MIN;
    // Each is freed as it is taken, and the end of the list says so by an error.
    while (esp_wifi_scan_get_ap_record(&heard) == ESP_OK) {
        const unsigned index = find(heard.ssid);
        if (index == count) continue;
        const int score = heard.rssi - (networks[index].has_failed ? FAILED_DB : 0);
        if (score <= best_score) continue;
        best = index;
        best_score = score;
    }
    taken = best;
    has_worked = false;
    memcpy(station->ssid, networks[taken].ssid, sizeof station->ssid);
    memcpy(station->password, networks[taken].password, sizeof station->password);
    // A name of 32 bytes has no zero after it.
    char name[sizeof networks->ssid + 1] = "";
    memcpy(name, networks[taken].ssid, sizeof networks->ssid);
    board_log_text("Wi-Fi: joins", name);
}

void network_choice_worked(void) {
    has_worked = true;
    for (unsigned index = 0; index < count; index++) networks[index].has_failed = false;
}

void network_choice_failed(void) {
    // One that has worked is only out of reach for a moment: the strongest is right again.
    if (!has_worked) networks[taken].has_failed = true;
}
