// The Ethernet controller of OpenCores, which QEMU's ESP32-C3 has in place of a radio.

#include <esp_eth.h>
#include <esp_event.h>
#include <esp_netif.h>
#include <stdatomic.h>

#include "board_log.h"
#include "board_network.h"

static atomic_bool is_up;

static void on_event(void *context, esp_event_base_t base, int32_t event, void *data) {
    (void)context, (void)data;
    if (base == IP_EVENT && event == IP_EVENT_ETH_GOT_IP) {
        atomic_store(&is_up, true);
        board_log("network: up");
    } else if (base == IP_EVENT ? event == IP_EVENT_ETH_LOST_IP
                                : event == ETHERNET_EVENT_DISCONNECTED) {
        atomic_store(&is_up, false);
        board_log("network: down");
    }
}

static esp_err_t install(esp_eth_handle_t *driver) {
    const eth_mac_config_t mac_config = ETH_MAC_DEFAULT_CONFIG();
    eth_phy_config_t phy_config = ETH_PHY_DEFAULT_CONFIG();
    // The emulated link is there at once.
    phy_config.autonego_timeout_ms = 100;
    esp_eth_mac_t *mac = esp_eth_mac_new_openeth(&mac_config);
    esp_eth_phy_t *phy = esp_eth_phy_new_dp83848(&phy_config);
    if (mac == NULL || phy == NULL) return ESP_ERR_NO_MEM;
    const esp_eth_config_t config = ETH_DEFAULT_CONFIG(mac, phy);
    return esp_eth_driver_install(&config, driver);
}

esp_err_t board_network_start(void) {
    esp_err_t error = esp_netif_init();
    if (error == ESP_OK) error = esp_event_loop_create_default();
    if (error != ESP_OK) return error;
    const esp_netif_config_t config = ESP_NETIF_DEFAULT_ETH();
    esp_netif_t *interface = esp_netif_new(&config);
    if (interface == NULL) return ESP_ERR_NO_MEM;
    esp_eth_handle_t driver = NULL;
    error = install(&driver);
    if (error != ESP_OK) return error;
    const esp_eth_netif_glue_handle_t glue = esp_eth_new_netif_glue(driver);
    if (glue == NULL) return ESP_ERR_NO_MEM;
    error = esp_netif_attach(interface, glue);
    if (error == ESP_OK) {
        error = esp_event_handler_register(IP_EVENT, ESP_EVENT_ANY_ID, on_event, NULL);
    }
    if (error == ESP_OK) {
        error = esp_event_handler_register(ETH_EVENT, ESP_EVENT_ANY_ID, on_event, NULL);
    }
    return error == ESP_OK ? esp_eth_start(driver) : error;
}

bool board_network_is_up(void) { return atomic_load(&is_up); }

/// A cable needs no provisioning.
bool board_network_invitation(char *name, size_t name_size, char *digits, size_t digits_size) {
    (void)name, (void)name_size, (void)digits, (void)digits_size;
    return false;
}

/// A cable does not say what is wrong.
board_network_trouble board_network_trouble_now(void) { return BOARD_NETWORK_TROUBLE_NONE; }

int board_network_signal_dbm(void) { return 0; }

esp_err_t board_network_restart_radio(void) { return ESP_ERR_NOT_SUPPORTED; }

esp_err_t board_network_rejoin(void) { return ESP_ERR_NOT_SUPPORTED; }

void board_network_look_around(void) {}

esp_err_t board_network_forget(void) { return ESP_ERR_NOT_SUPPORTED; }

int board_network_button(void) { return -1; }
