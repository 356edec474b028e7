#include "network_radio.h"

#include <nvs.h>
#include <stdbool.h>

#include "board_log.h"

static bool is_sleep_wanted(void) {
    nvs_handle_t handle;
    esp_err_t error = nvs_open("sleeve", NVS_READONLY, &handle);
    // Before anything was stored, there is no namespace.
    if (error == ESP_ERR_NVS_NOT_FOUND) return false;
    char value[2] = "";
    if (error == ESP_OK) {
        size_t length = sizeof value;
        error = nvs_get_str(handle, "wifi_sleep", value, &length);
        nvs_close(handle);
    }
    if (error == ESP_ERR_NVS_NOT_FOUND) return false;
    const bool is_right = error == ESP_OK && (value[0] == '0' || value[0] == '1');
    if (error == ESP_ERR_NVS_INVALID_LENGTH || (error == ESP_OK && !is_right)) {
        board_log("setting with a wrong value: wifi_sleep");
    } else {
        board_log_failure("wifi_sleep", error);
    }
    return is_right && value[0] == '1';
}

wifi_ps_type_t network_radio_sleep(void) {
    // The SDK's own default sleeps. Then the radio hears of a packet with the access point's next
    // beacon, and round trips take a tenth of a second and more. Mains power needs no such thing.
    return is_sleep_wanted() ? WIFI_PS_MIN_MODEM : WIFI_PS_NONE;
}
