// A Wi-Fi station that connects again by itself, and its provisioning by Espressif's telephone
// application "ESP SoftAP Provisioning".

#include <esp_event.h>
#include <esp_mac.h>
#include <esp_netif.h>
#include <esp_random.h>
#include <esp_timer.h>
#include <esp_wifi.h>
#include <network_provisioning/manager.h>
#include <network_provisioning/scheme_softap.h>
#include <nvs.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

#include "board_log.h"
#include "board_network.h"
#include "network_radio.h"

// From one try to connect to the next: a second, then twice as long each time, up to half a minute.
#define RETRY_FIRST_MS 1000
#define RETRY_LAST_MS 30000

static atomic_bool is_up;
// Set before the event loop runs, whose task has not the stack to read NVS.
static wifi_ps_type_t radio_sleep;
static atomic_bool is_provisioning;
// Written before is_provisioning is set, and never again.
static char access_point[BOARD_NETWORK_NAME_BYTES];
static char proof[BOARD_NETWORK_DIGITS_BYTES];
// Of the event task and of the timer's.
static atomic_uint retry_ms = RETRY_FIRST_MS;
static esp_timer_handle_t retry_timer;

static void connect_later(void) {
    if (esp_timer_is_active(retry_timer)) return;
    const unsigned wait_ms = atomic_load(&retry_ms);
    board_log_failure("Wi-Fi: retry timer",
                      esp_timer_start_once(retry_timer, (uint64_t)wait_ms * 1000));
    atomic_store(&retry_ms, wait_ms * 2 < RETRY_LAST_MS ? wait_ms * 2 : RETRY_LAST_MS);
}

static void connect(void *context) {
    (void)context;
    const esp_err_t error = esp_wifi_connect();
    board_log_failure("Wi-Fi: connect", error);
    // A try that did not begin ends in no event either.
    if (error != ESP_OK) connect_later();
}

static void on_wifi(int32_t event, const void *data) {
    if (event == WIFI_EVENT_STA_DISCONNECTED) {
        const wifi_event_sta_disconnected_t *cause = data;
        atomic_store(&is_up, false);
        // esp_wifi_types_generic.h, wifi_err_reason_t, says what the numbers mean.
        board_log_number("Wi-Fi: disconnected, reason", cause->reason);
        if (!is_provisioning) connect_later();
    } else if (event == WIFI_EVENT_STA_START) {
        // Before the station connects, and again where provisioning started the radio.
        board_log_failure("Wi-Fi: sleep", esp_wifi_set_ps(radio_sleep));
        if (!is_provisioning) connect(NULL);
    }
}

static void on_provisioning(int32_t event) {
    switch (event) {
    case NETWORK_PROV_WIFI_CRED_FAIL:
        board_log("provisioning: the network refused, or is not there; try again");
        board_log_failure("provisioning", network_prov_mgr_reset_wifi_sm_state_on_failure());
        break;
    case NETWORK_PROV_WIFI_CRED_SUCCESS:
        board_log("provisioning: done");
        break;
    case NETWORK_PROV_END:
        // The manager says so too where it offered nothing.
        if (!atomic_exchange(&is_provisioning, false)) break;
        board_log_failure("provisioning: end", network_prov_mgr_deinit());
        // The station may have lost its network while the manager still had it in hand.
        if (!atomic_load(&is_up)) connect_later();
        break;
    default:
        break;
    }
}

static void on_event(void *context, esp_event_base_t base, int32_t event, void *data) {
    (void)context;
    if (base == WIFI_EVENT) {
        on_wifi(event, data);
    } else if (base == NETWORK_PROV_EVENT) {
        on_provisioning(event);
    } else if (base == IP_EVENT && event == IP_EVENT_STA_GOT_IP) {
        atomic_store(&retry_ms, RETRY_FIRST_MS);
        atomic_store(&is_up, true);
        board_log("network: up");
    } else if (base == IP_EVENT && event == IP_EVENT_STA_LOST_IP) {
        atomic_store(&is_up, false);
        board_log("network: down");
    }
}

/// The proof of possession that the telephone's application asks for: eight digits, drawn once for
/// each device and told on its console, so that nobody else nearby sets it up.
static esp_err_t load_proof(void) {
    nvs_handle_t handle;
    esp_err_t error = nvs_open("sleeve", NVS_READWRITE, &handle);
    if (error != ESP_OK) return error;
    size_t length = sizeof proof;
    error = nvs_get_str(handle, "prov_proof", proof, &length);
    if (error != ESP_OK) {
        snprintf(proof, sizeof proof, "%08u", (unsigned)(esp_random() % 100000000));
        error = nvs_set_str(handle, "prov_proof", proof);
        if (error == ESP_OK) error = nvs_commit(handle);
    }
    nvs_close(handle);
    return error;
}

static esp_err_t provision(void) {
    uint8_t mac[6];
    esp_err_t error = load_proof();
    if (error == ESP_OK) error = esp_read_mac(mac, ESP_MAC_WIFI_STA);
    if (error != ESP_OK) return error;
    // The application lists networks with this prefix.
    snprintf(access_point, sizeof access_point, "PROV_%02X%02X%02X", mac[3], mac[4], mac[5]);
    is_provisioning = true;
    error = network_prov_mgr_start_provisioning(NETWORK_PROV_SECURITY_1, proof, access_point, NULL);
    if (error != ESP_OK) {
        is_provisioning = false;
        return error;
    }
    board_log_text("provisioning: no network is known; open network", access_point);
    board_log_text("provisioning: proof of possession", proof);
    return ESP_OK;
}

/// Starts the station with the network that NVS has, or the configured one where it has none.
static esp_err_t start_station(bool is_provisioned) {
    esp_err_t error = esp_wifi_set_mode(WIFI_MODE_STA);
    if (error == ESP_OK && !is_provisioned) {
        wifi_config_t config = {0};
        static const char ssid[] = CONFIG_SLEEVE_WIFI_SSID;
        static const char password[] = CONFIG_SLEEVE_WIFI_PASSWORD;
        _Static_assert(sizeof ssid <= sizeof config.sta.ssid, "SLEEVE_WIFI_SSID is too long");
        _Static_assert(sizeof password <= sizeof config.sta.password, "the password is too long");
        memcpy(config.sta.ssid, ssid, sizeof ssid);
        memcpy(config.sta.password, password, sizeof password);
        // Not kept: once the device is provisioned, that network counts.
        error = esp_wifi_set_storage(WIFI_STORAGE_RAM);
        if (error == ESP_OK) error = esp_wifi_set_config(WIFI_IF_STA, &config);
    }
    return error == ESP_OK ? esp_wifi_start() : error;
}

static esp_err_t register_events(void) {
    static const esp_event_base_t *const bases[] = {&WIFI_EVENT, &IP_EVENT, &NETWORK_PROV_EVENT};
    for (size_t index = 0; index < sizeof bases / sizeof bases[0]; index++) {
        const esp_err_t error =
            esp_event_handler_register(*bases[index], ESP_EVENT_ANY_ID, on_event, NULL);
        if (error != ESP_OK) return error;
    }
    return ESP_OK;
}

static esp_err_t start_driver(void) {
    esp_err_t error = esp_netif_init();
    if (error == ESP_OK) error = esp_event_loop_create_default();
    if (error != ESP_OK) return error;
    if (esp_netif_create_default_wifi_sta() == NULL) return ESP_ERR_NO_MEM;
    if (esp_netif_create_default_wifi_ap() == NULL) return ESP_ERR_NO_MEM;
    const esp_timer_create_args_t timer = {.callback = connect, .name = "wifi"};
    error = esp_timer_create(&timer, &retry_timer);
    if (error == ESP_OK) error = register_events();
    if (error != ESP_OK) return error;
    const wifi_init_config_t config = WIFI_INIT_CONFIG_DEFAULT();
    return esp_wifi_init(&config);
}

esp_err_t board_network_start(void) {
    radio_sleep = network_radio_sleep();
    esp_err_t error = start_driver();
    if (error != ESP_OK) return error;
    const network_prov_mgr_config_t manager = {
        .scheme = network_prov_scheme_softap,
        .scheme_event_handler = NETWORK_PROV_EVENT_HANDLER_NONE,
    };
    error = network_prov_mgr_init(manager);
    bool is_provisioned = false;
    if (error == ESP_OK) error = network_prov_mgr_is_wifi_provisioned(&is_provisioned);
    if (error != ESP_OK) return error;
    if (!is_provisioned && CONFIG_SLEEVE_WIFI_SSID[0] == 0) return provision();
    error = network_prov_mgr_deinit();
    if (error != ESP_OK) return error;
    return start_station(is_provisioned);
}

bool board_network_is_up(void) { return atomic_load(&is_up); }

bool board_network_invitation(char *name, size_t name_size, char *digits, size_t digits_size) {
    if (!atomic_load(&is_provisioning)) return false;
    snprintf(name, name_size, "%s", access_point);
    snprintf(digits, digits_size, "%s", proof);
    return true;
}

esp_err_t board_network_forget(void) { return esp_wifi_restore(); }

int board_network_button(void) { return CONFIG_SLEEVE_BUTTON_GPIO; }
