#include "network_provisioning.h"

#include <esp_event.h>
#include <esp_mac.h>
#include <esp_random.h>
#include <esp_system.h>
#include <esp_wifi.h>
#include <freertos/FreeRTOS.h>
#include <freertos/task.h>
#include <network_provisioning/manager.h>
#include <network_provisioning/scheme_softap.h>
#include <nvs.h>
#include <stdatomic.h>
#include <stdio.h>

#include "board_log.h"
#include "board_network.h"
#include "network_radio.h"
#include "network_wifi.h"

// With 0, the manager takes the first lost handshake for a wrong password, and after any other
// reason it tries for ever, and takes no other network meanwhile.
#define ATTEMPTS 5
// NVS, namespace `sleeve`: there from the offer until the first address.
#define MARK "prov_begun"
// Removing the mark takes the flash driver, for which the event task has not the stack.
#define PROVEN_STACK_BYTES 4096

static atomic_bool is_offered;
static atomic_bool has_worked;
// Written before is_offered is set, and never again.
static char access_point[BOARD_NETWORK_NAME_BYTES];
static char proof[BOARD_NETWORK_DIGITS_BYTES];

bool network_provisioning_was_broken_off(void) {
    nvs_handle_t handle;
    uint8_t mark = 0;
    // Before anything was stored, there is no namespace.
    if (nvs_open("sleeve", NVS_READONLY, &handle) != ESP_OK) return false;
    const esp_err_t error = nvs_get_u8(handle, MARK, &mark);
    nvs_close(handle);
    if (error != ESP_ERR_NVS_NOT_FOUND) board_log_failure("provisioning: mark", error);
    return error == ESP_OK;
}

/// Loads the proof of possession that the telephone's application asks for, and sets the mark.
/// Eight digits, drawn once for each device and told on its console, so that nobody else nearby
/// sets it up. Where they cannot be stored, others are drawn at the next start.
static void load_proof(void) {
    nvs_handle_t handle;
    size_t length = sizeof proof;
    esp_err_t error = nvs_open("sleeve", NVS_READWRITE, &handle);
    const bool is_open = error == ESP_OK;
    if (is_open) error = nvs_get_str(handle, "prov_proof", proof, &length);
    if (error != ESP_OK) {
        snprintf(proof, sizeof proof, "%08u", (unsigned)(esp_random() % 100000000));
        if (is_open) error = nvs_set_str(handle, "prov_proof", proof);
    }
    if (error == ESP_OK) error = nvs_set_u8(handle, MARK, 1);
    if (error == ESP_OK) error = nvs_commit(handle);
    if (is_open) nvs_close(handle);
    board_log_failure("provisioning: store", error);
}

static void remove_mark(void *context) {
    (void)context;
    nvs_handle_t handle;
    esp_err_t error = nvs_open("sleeve", NVS_READWRITE, &handle);
    if (error == ESP_OK) {
        error = nvs_erase_key(handle, MARK);
        if (error == ESP_OK) error = nvs_commit(handle);
        nvs_close(handle);
    }
    board_log_failure("provisioning: mark", error);
    vTaskDelete(NULL);
}

static void on_address(void *context, esp_event_base_t base, int32_t event, void *data) {
    (void)context, (void)base, (void)event, (void)data;
    if (atomic_exchange(&has_worked, true)) return;
    // At a low priority: a page of flash may have to be erased.
    if (xTaskCreate(remove_mark, "proven", PROVEN_STACK_BYTES, NULL, 1, NULL) != pdPASS) {
        board_log_failure("provisioning: mark", ESP_ERR_NO_MEM);
    }
}

/// The manager takes another network only once it is told to.
static void on_failure(void) {
    network_wifi_rest();
    // A network that has worked is not thrown away. The manager ends by itself, and then the
    // station goes on.
    if (has_worked) return;
    board_log("provisioning: the network was not joined; try again");
    const esp_err_t error = network_prov_mgr_reset_wifi_sm_state_on_failure();
    // Not in that state: the telephone has told it, and may have brought the next network.
    if (error == ESP_OK || error == ESP_ERR_INVALID_STATE) return;
    // Then it would refuse every other network. After a restart the set-up is offered again.
    board_log_failure("provisioning: restart", error);
    esp_restart();
}

static void on_provisioning(void *context, esp_event_base_t base, int32_t event, void *data) {
    (void)context, (void)base, (void)data;
    switch (event) {
    case NETWORK_PROV_WIFI_CRED_RECV:
        board_log("provisioning: a network is tried");
        network_wifi_watch();
        break;
    case NETWORK_PROV_WIFI_CRED_FAIL:
        on_failure();
        break;
    case NETWORK_PROV_WIFI_CRED_SUCCESS:
        board_log("provisioning: done");
        break;
    case NETWORK_PROV_END:
        is_offered = false;
        board_log_failure("provisioning: end", network_prov_mgr_deinit());
        network_wifi_resume();
        break;
    default:
        break;
    }
}

/// Called by the manager itself before it stores the network, so that it can be changed.
static void on_configuration(void *context, network_prov_cb_event_t event, void *data) {
    (void)context;
    wifi_config_t *config = data;
    if (event == NETWORK_PROV_SET_WIFI_STA_CONFIG) network_radio_prepare(&config->sta);
}

static esp_err_t start_manager(void) {
    const network_prov_mgr_config_t manager = {
        .scheme = network_prov_scheme_softap,
        .scheme_event_handler = NETWORK_PROV_EVENT_HANDLER_NONE,
        .app_event_handler = {.event_cb = on_configuration},
        .network_prov_wifi_conn_cfg = {.wifi_conn_attempts = ATTEMPTS},
    };
    esp_err_t error = network_prov_mgr_init(manager);
    if (error == ESP_OK) {
        error = esp_event_handler_register(NETWORK_PROV_EVENT, ESP_EVENT_ANY_ID, on_provisioning,
                                           NULL);
    }
    if (error == ESP_OK) {
        error = esp_event_handler_register(IP_EVENT, IP_EVENT_STA_GOT_IP, on_address, NULL);
    }
    if (error != ESP_OK) return error;
    return network_prov_mgr_start_provisioning(NETWORK_PROV_SECURITY_1, proof, access_point, NULL);
}

esp_err_t network_provisioning_start(void) {
    uint8_t mac[6];
    esp_err_t error = esp_read_mac(mac, ESP_MAC_WIFI_STA);
    if (error != ESP_OK) return error;
    load_proof();
    // The application lists networks with this prefix.
    snprintf(access_point, sizeof access_point, "PROV_%02X%02X%02X", mac[3], mac[4], mac[5]);
    board_log_failure("provisioning: 802.11b/g/n", network_radio_avoid_ax());
    is_offered = true;
    error = start_manager();
    if (error != ESP_OK) {
        is_offered = false;
        return error;
    }
    board_log_text("provisioning: no network is known; open network", access_point);
    board_log_text("provisioning: proof of possession", proof);
    return ESP_OK;
}

bool network_provisioning_is_offered(void) { return is_offered; }

bool board_network_invitation(char *name, size_t name_size, char *digits, size_t digits_size) {
    if (!is_offered) return false;
    snprintf(name, name_size, "%s", access_point);
    snprintf(digits, digits_size, "%s", proof);
    return true;
}
