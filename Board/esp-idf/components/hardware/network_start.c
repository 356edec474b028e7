// With which network the radio starts: the one that the telephone brought, else the one that is
// built in, else one of the settings, else none, and the set-up is offered.

#include <esp_event.h>
#include <esp_netif.h>
#include <esp_wifi.h>
#include <string.h>

#include "board_log.h"
#include "board_network.h"
#include "network_choice.h"
#include "network_name.h"
#include "network_provisioning.h"
#include "network_radio.h"
#include "network_wifi.h"

static esp_err_t start_driver(void) {
    esp_err_t error = esp_netif_init();
    if (error == ESP_OK) error = esp_event_loop_create_default();
    if (error != ESP_OK) return error;
    esp_netif_t *station = esp_netif_create_default_wifi_sta();
    if (station == NULL || esp_netif_create_default_wifi_ap() == NULL) return ESP_ERR_NO_MEM;
    board_log_failure("host name", network_name_apply(station));
    error = network_wifi_listen();
    if (error != ESP_OK) return error;
    const wifi_init_config_t config = WIFI_INIT_CONFIG_DEFAULT();
    return esp_wifi_init(&config);
}

/// The network that is built in: its name is empty where there is none.
static void configure(wifi_sta_config_t *station) {
    static const char ssid[] = CONFIG_SLEEVE_WIFI_SSID;
    static const char password[] = CONFIG_SLEEVE_WIFI_PASSWORD;
    _Static_assert(sizeof ssid <= sizeof station->ssid, "SLEEVE_WIFI_SSID is too long");
    _Static_assert(sizeof password <= sizeof station->password, "the password is too long");
    *station = (wifi_sta_config_t){0};
    memcpy(station->ssid, ssid, sizeof ssid);
    memcpy(station->password, password, sizeof password);
}

static esp_err_t start_station(wifi_config_t *config) {
    network_radio_prepare(&config->sta);
    // Nothing is kept: the flash has the telephone's network already, and a built-in one is not to
    // take its place.
    esp_err_t error = esp_wifi_set_storage(WIFI_STORAGE_RAM);
    if (error == ESP_OK) error = esp_wifi_set_mode(WIFI_MODE_STA);
    if (error == ESP_OK) error = esp_wifi_set_config(WIFI_IF_STA, config);
    if (error != ESP_OK) return error;
    // The event of the start joins; should none come, this does.
    network_wifi_resume();
    return esp_wifi_start();
}

esp_err_t board_network_start(void) {
    network_radio_load();
    esp_err_t error = start_driver();
    if (error != ESP_OK) return error;
    wifi_config_t config;
    error = esp_wifi_get_config(WIFI_IF_STA, &config);
    if (error != ESP_OK) return error;
    if (config.sta.ssid[0] == 0 || network_provisioning_was_broken_off()) configure(&config.sta);
    network_choice_load(&config.sta);
    return config.sta.ssid[0] == 0 ? network_provisioning_start() : start_station(&config);
}

esp_err_t board_network_forget(void) {
    // As long as only memory is written, the flash might keep it.
    const esp_err_t error = esp_wifi_set_storage(WIFI_STORAGE_FLASH);
    return error == ESP_OK ? esp_wifi_restore() : error;
}

int board_network_button(void) { return CONFIG_SLEEVE_BUTTON_GPIO; }
